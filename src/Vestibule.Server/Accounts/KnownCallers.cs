using System.Buffers.Binary;
using System.Security.Cryptography;
using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Model.Sites;
using Vestibule.Engine.Model.Subjects;

namespace Vestibule.Server.Accounts;

/// <summary>Callers that an account has used in the last 30 days: a marked browser, or an application at an address (W-33, W-86). Each has a budget of its own,
/// beside those of the account and the address, so that nobody can lock another out.</summary>
/// <remarks>That a pair is known tells those who share its address and application, and nobody else, that the name has signed in from there.</remarks>
internal sealed class KnownCallers(SealedHandles handles, IKnownCallerStore store, CallerHashes hashes, TimeProvider clock)
{
    /// <summary>How long a caller is known after a success.</summary>
    internal static readonly TimeSpan KnownFor = TimeSpan.FromDays(30);

    private const byte Version = 1;
    private const int BrowserBytes = 16;
    private const int HashBytes = 32;
    private const int MarkBytes = 1 + BrowserBytes + HashBytes + sizeof(long);

    /// <summary>Finds out what budgets the try draws on. It asks for nothing but the caller's own hash, so it says nothing about who exists.</summary>
    internal async ValueTask<Caller> IdentifyAsync(SiteId site, CredentialAttempt attempt, CancellationToken ct)
    {
        var name = hashes.Name(site, attempt.UserName);
        var pair = hashes.Pair(site, attempt.UserName, attempt.ClientId, attempt.Address);
        if (OpenMark(site, attempt.KnownBrowser, name) is { } browser)
            return new Caller(name, pair, [new ThrottleShare(browser, ThrottleBudget.Account)]);
        if (await store.IsKnownAsync(site, pair, clock.GetUtcNow(), ct).ConfigureAwait(false))
            return new Caller(name, pair, [new ThrottleShare(pair, ThrottleBudget.Account)]);
        return new Caller(name, pair,
            [new ThrottleShare(hashes.Address(site, attempt.Address), ThrottleBudget.Address), new ThrottleShare(name, ThrottleBudget.Account)]);
    }

    /// <summary>Remembers the caller after a success.</summary>
    internal Task RememberAsync(SiteId site, Caller caller, CancellationToken ct) =>
        store.RememberAsync(site, caller.Pair, clock.GetUtcNow() + KnownFor, ct);

    /// <summary>A fresh mark for a browser: random, for this account's name, sealed.</summary>
    internal Secret MarkBrowser(SiteId site, Subject subject)
    {
        var mark = new byte[MarkBytes];
        mark[0] = Version;
        RandomNumberGenerator.Fill(mark.AsSpan(1, BrowserBytes));
        hashes.Name(site, subject.UserName).CopyTo(mark, 1 + BrowserBytes);
        BinaryPrimitives.WriteInt64BigEndian(mark.AsSpan(1 + BrowserBytes + HashBytes), (clock.GetUtcNow() + KnownFor).UtcTicks);
        return handles.SealRaw(site, HandleKind.KnownBrowser, mark);
    }

    /// <summary>The browser's key; null when the mark is not ours, not this account's, or has expired.</summary>
    private byte[]? OpenMark(SiteId site, Secret? presented, byte[] name)
    {
        if (presented is not { } secret || handles.OpenRaw(site, HandleKind.KnownBrowser, secret) is not { Length: MarkBytes } mark || mark[0] != Version)
            return null;
        var expires = BinaryPrimitives.ReadInt64BigEndian(mark.AsSpan(1 + BrowserBytes + HashBytes));
        return clock.GetUtcNow().UtcTicks < expires && CryptographicOperations.FixedTimeEquals(mark.AsSpan(1 + BrowserBytes, HashBytes), name)
            ? hashes.Browser(site, mark.AsSpan(1, BrowserBytes)) : null;
    }
}
