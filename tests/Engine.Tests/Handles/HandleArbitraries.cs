using FsCheck;
using FsCheck.Fluent;
using Vestibule.Engine.Model.Grants;
using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Model.Sessions;
using Vestibule.Engine.Model.Subjects;

namespace Engine.Tests.Handles;

/// <summary>Arbitrary contents of handles: any text that is text, any bytes, any number, any time to the microsecond.</summary>
public static class HandleArbitraries
{
    private static readonly Gen<string> Text = ArbMap.Default.ArbFor<NonNull<string>>().Generator
        // Half a surrogate pair is no text: the wire refuses it before anything is sealed.
        .Select(text => new string([.. text.Get.Where(character => !char.IsSurrogate(character))]));

    private static readonly Gen<ReadOnlyMemory<byte>> Bytes = ArbMap.Default.ArbFor<byte[]>().Generator.Select(bytes => new ReadOnlyMemory<byte>(bytes ?? []));

    private static readonly Gen<Guid> Ids = ArbMap.Default.ArbFor<Guid>().Generator;

    private static readonly Gen<int> Numbers = ArbMap.Default.ArbFor<int>().Generator;

    private static readonly Gen<DateTimeOffset> Times =
        Gen.Choose(int.MinValue, int.MaxValue).SelectMany(seconds => Gen.Choose(0, 999_999).Select(micros => DateTimeOffset.UnixEpoch.AddSeconds(seconds).AddMicroseconds(micros)));

    private static readonly Gen<Epochs> AnyEpochs =
        from site in Numbers
        from client in Numbers
        from subject in Numbers
        select new Epochs(site, client, subject);

    private static readonly Gen<IReadOnlyList<string>> Texts = Gen.ListOf(Text).Select(list => (IReadOnlyList<string>)[.. list]);

    public static Arbitrary<AuthorizationCode> Codes() => (
        from ids in Gen.Three(Ids)
        from texts in Gen.Three(Text)
        from resources in Texts
        from session in Maybe(Ids)
        from words in Gen.Three(Maybe(Text.Select(text => text)))
        from hash in Bytes
        from bound in Gen.Two(Maybe(Bytes))
        from epochs in AnyEpochs
        from times in Gen.Two(Times)
        select new AuthorizationCode
        {
            Grant = new GrantId(ids.Item1),
            ClientId = texts.Item1,
            RedirectUriHash = hash,
            Scope = texts.Item2,
            Resources = resources,
            Subject = new SubjectId(ids.Item2),
            Session = session is [var id] ? new SessionId(id) : null,
            AuthenticatedAt = times.Item1,
            Acr = words.Item1.FirstOrDefault(),
            Amr = words.Item2.FirstOrDefault(),
            Nonce = words.Item3.FirstOrDefault(),
            CodeChallenge = bound.Item1 is [var challenge] ? challenge : null,
            KeyThumbprint = bound.Item2 is [var thumbprint] ? thumbprint : null,
            Epochs = epochs,
            ExpiresAt = times.Item2,
        }).ToArbitrary();

    public static Arbitrary<RefreshToken> RefreshTokens() => (
        from ids in Gen.Two(Ids)
        from generation in Numbers
        from texts in Gen.Two(Text)
        from resources in Texts
        from hash in Bytes
        from bound in Maybe(Bytes)
        from epochs in AnyEpochs
        from expires in Times
        select new RefreshToken
        {
            Grant = new GrantId(ids.Item1),
            Generation = generation,
            ClientId = texts.Item1,
            Subject = new SubjectId(ids.Item2),
            RedirectUriHash = hash,
            Scope = texts.Item2,
            Resources = resources,
            KeyThumbprint = bound is [var thumbprint] ? thumbprint : null,
            Epochs = epochs,
            ExpiresAt = expires,
        }).ToArbitrary();

    public static Arbitrary<AccessToken> AccessTokens() => (
        from id in Ids
        from ids in Gen.Two(Maybe(Ids))
        from texts in Gen.Two(Text)
        from resources in Texts
        from bound in Maybe(Bytes)
        from epochs in AnyEpochs
        from times in Gen.Two(Times)
        select new AccessToken
        {
            Id = id,
            Grant = ids.Item1 is [var grant] ? new GrantId(grant) : null,
            ClientId = texts.Item1,
            Subject = ids.Item2 is [var subject] ? new SubjectId(subject) : null,
            Scope = texts.Item2,
            Resources = resources,
            KeyThumbprint = bound is [var thumbprint] ? thumbprint : null,
            Epochs = epochs,
            IssuedAt = times.Item1,
            ExpiresAt = times.Item2,
        }).ToArbitrary();

    public static Arbitrary<SessionCookie> SessionCookies() => (
        from id in Ids
        from epochs in Gen.Two(Numbers)
        select new SessionCookie(new SessionId(id), epochs.Item1, epochs.Item2)).ToArbitrary();

    /// <summary>One or none, as a list, so that values and references are absent in the same way.</summary>
    private static Gen<T[]> Maybe<T>(Gen<T> value) => Gen.OneOf(Gen.Constant(Array.Empty<T>()), value.Select(one => new[] { one }));
}
