using System.Text.Json;

namespace Server.Tests.Api;

/// <summary>An answer, read whole.</summary>
internal sealed record ApiResponse(int Status, string Body, IReadOnlyDictionary<string, string> Headers)
{
    internal JsonElement Json => JsonDocument.Parse(Body).RootElement;

    internal string Error => Json.GetProperty("error").GetString()!;

    internal string Description => Json.GetProperty("errorDescription").GetString()!;

    internal string? Header(string name) => Headers.GetValueOrDefault(name);

    internal string[] Members => [.. Json.EnumerateObject().Select(member => member.Name)];

    internal string?[] Column(string member) => [.. Json.EnumerateArray().Select(row => row.GetProperty(member).ToString())];

    internal static async Task<ApiResponse> OfAsync(HttpResponseMessage response, CancellationToken ct) => new(
        (int)response.StatusCode,
        await response.Content.ReadAsStringAsync(ct),
        response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));
}
