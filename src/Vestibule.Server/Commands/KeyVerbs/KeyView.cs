using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace Vestibule.Server.Commands.KeyVerbs;

/// <summary>A sealing key as verbs print it: never what it is made of.</summary>
internal sealed record KeyView
{
    public required string Id { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ActivatesAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public required bool Revoked { get; init; }

    /// <summary>Whether what is sealed now is sealed with this key.</summary>
    public required bool Current { get; init; }

    /// <summary>All keys, oldest first. The one that was activated last is the one that seals.</summary>
    internal static KeyView[] Of(IEnumerable<IKey> keys, DateTimeOffset now)
    {
        var all = keys.OrderBy(key => key.ActivationDate).ThenByDescending(key => key.KeyId).ToArray();
        var current = all.LastOrDefault(key => !key.IsRevoked && key.ActivationDate <= now && now < key.ExpirationDate);
        return [.. all.Select(key => Of(key, key == current))];
    }

    internal static KeyView Of(IKey key, bool current) => new()
    {
        Id = key.KeyId.ToString("D"),
        CreatedAt = key.CreationDate,
        ActivatesAt = key.ActivationDate,
        ExpiresAt = key.ExpirationDate,
        Revoked = key.IsRevoked,
        Current = current,
    };

    internal static IEnumerable<string> Table(KeyView[] keys) => TextTable.Of(
        ["ID", "CREATED", "ACTIVATES", "EXPIRES", "REVOKED", "CURRENT"],
        keys.Select(key => new[]
        {
            key.Id, TextTable.Time(key.CreatedAt), TextTable.Time(key.ActivatesAt), TextTable.Time(key.ExpiresAt), TextTable.YesNo(key.Revoked),
            TextTable.YesNo(key.Current),
        }));

    internal static IEnumerable<string> Lines(KeyView key) => TextTable.Facts(
        ("id", key.Id), ("created", TextTable.Time(key.CreatedAt)), ("activates", TextTable.Time(key.ActivatesAt)),
        ("expires", TextTable.Time(key.ExpiresAt)), ("current", TextTable.YesNo(key.Current)));
}
