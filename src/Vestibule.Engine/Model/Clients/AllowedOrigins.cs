namespace Vestibule.Engine.Model.Clients;

/// <summary>From which origins a browser may call on a client's behalf (W-5).</summary>
public static class AllowedOrigins
{
    /// <summary>Those of its redirect URIs, and those named for it.</summary>
    public static IEnumerable<string> Of(Client client) => client.RedirectUris.Select(OriginOf).OfType<string>().Concat(client.AllowedOrigins);

    /// <summary>The origin of a web URI as browsers send it; null for custom schemes.</summary>
    public static string? OriginOf(string uri) =>
        Uri.TryCreate(uri, UriKind.Absolute, out var parsed) && parsed.Scheme is "https" or "http"
            ? parsed!.GetLeftPart(UriPartial.Authority) : null;

    /// <summary>Why a text cannot be an allowed origin; null when it can: <c>null</c>, or scheme, host and port alone.</summary>
    public static string? Refuses(string origin) =>
        origin == "null" || (Uri.TryCreate(origin, UriKind.Absolute, out var parsed) && parsed.Scheme is "https" or "http"
            && !origin.Contains('@', StringComparison.Ordinal) && parsed!.GetLeftPart(UriPartial.Authority) == origin)
            ? null : "must be null, or https://host[:port] without a path";
}
