namespace Vestibule.Engine.Model.Sites;

/// <summary>The canonical spelling of hosts and site addresses (S-2).</summary>
public static class SiteHost
{
    /// <summary>Lower case, without a dot at the end and without the ports that go without saying.</summary>
    public static string Canonical(string host)
    {
        var lower = host.ToLowerInvariant();
        if (lower.EndsWith(":443", StringComparison.Ordinal)) lower = lower[..^4];
        else if (lower.EndsWith(":80", StringComparison.Ordinal)) lower = lower[..^3];
        return lower.TrimEnd('.');
    }

    /// <summary>The canonical host of a site's address.</summary>
    public static string Of(string url) => Canonical(new Uri(url).Authority);

    /// <summary>Why a text cannot be a site's address; null when it can: https and a host, or http on loopback, and nothing behind it.</summary>
    public static string? Refuses(string url) =>
        !Uri.TryCreate(url, UriKind.Absolute, out var parsed) ? "must be an address such as https://login.example.com"
        : parsed.Scheme != "https" && !(parsed.Scheme == "http" && parsed.IsLoopback) ? "must use https; http is for loopback only"
        : url.Contains('@', StringComparison.Ordinal) ? "must have no user part before the host"
        : parsed.GetLeftPart(UriPartial.Authority) != url ? "must have no path, no slash at the end, and its host in lower case"
        : null;
}
