using System.Collections.Immutable;

namespace Vestibule.Engine.Model.Sites;

/// <summary>One tenant of the server: its address, look and settings.</summary>
public sealed record Site
{
    /// <summary>The row id.</summary>
    public required SiteId Id { get; init; }

    /// <summary>The name that people see on the site's pages.</summary>
    public required string Name { get; init; }

    /// <summary>The site's origin, without a slash at the end; its issuer identifier (S-2, RFC 9207).</summary>
    public required string Url { get; init; }

    /// <summary>Every <c>host[:port]</c>, in lower case, that this site answers for; that of <see cref="Url"/> among them.</summary>
    public required ImmutableArray<string> Hosts { get; init; }

    /// <summary>The accent colour of its pages, <c>#rrggbb</c>.</summary>
    public string AccentColor { get; init; } = "#2f5fd0";

    /// <summary>Lifted to end everything that was handed out at this site.</summary>
    public int Epoch { get; init; }

    /// <summary>A disabled site answers nothing.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Whether <c>POST /auth</c> works here at all; each client needs its own setting besides (W-32).</summary>
    public bool HeadlessAuthorization { get; init; } = true;

    /// <summary>Whether the API accepts a name and password on each request (W-51). Off unless set.</summary>
    public bool HeaderCredentials { get; init; }

    /// <summary>Origins that browsers may call from, besides those of the clients (W-5).</summary>
    public ImmutableArray<string> AllowedOrigins { get; init; } = [];

    /// <summary>How long a session lives without a request (S-6).</summary>
    public TimeSpan SessionIdle { get; init; } = TimeSpan.FromHours(12);

    /// <summary>How long a session lives at the most (S-6).</summary>
    public TimeSpan SessionAbsolute { get; init; } = TimeSpan.FromDays(30);

    /// <summary>When the site was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
