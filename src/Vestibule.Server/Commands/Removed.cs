using System.Text.Json.Serialization;

namespace Vestibule.Server.Commands;

/// <summary>What was removed.</summary>
internal sealed record Removed
{
    public required string Site { get; init; }

    public string? ClientId { get; init; }

    public long? Id { get; init; }

    public string? UserName { get; init; }

    [JsonPropertyName("removed")]
    public bool IsRemoved { get; init; } = true;

    internal static IEnumerable<string> Lines(Removed removed)
    {
        var what = removed.ClientId is { } client ? $"client {client} of " : removed.UserName is { } user ? $"user {user} of " : "";
        return [$"Removed {what}site {removed.Site}."];
    }
}
