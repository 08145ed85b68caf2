namespace Vestibule.Server.Http;

/// <summary>Who may call a route. Every route says it; a test refuses one that does not (attack 66).</summary>
/// <param name="Name">The policy's name.</param>
internal sealed record RoutePolicy(string Name)
{
    /// <summary>Anyone, for what is no secret: style sheets, error reference, health.</summary>
    internal static readonly RoutePolicy Public = new("public");

    /// <summary>Anyone may knock; the protocol's own rules decide about clients, codes and tokens.</summary>
    internal static readonly RoutePolicy Protocol = new("protocol");

    /// <summary>People: a session where there is one, antiforgery on every form.</summary>
    internal static readonly RoutePolicy Page = new("page");

    /// <summary>A bearer token, or header credentials where the site allows them.</summary>
    internal static readonly RoutePolicy Token = new("token");

    /// <summary>An operator.</summary>
    internal static readonly RoutePolicy Operator = new("operator");
}
