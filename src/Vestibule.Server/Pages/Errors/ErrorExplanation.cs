namespace Vestibule.Server.Pages.Errors;

/// <summary>What an integrator needs to know about one error code. In every text, words between backticks are code.</summary>
/// <remarks>Public because Razor components are, and take it as a parameter.</remarks>
public sealed record ErrorExplanation
{
    /// <summary>The code as it stands on the wire.</summary>
    public required string Code { get; init; }

    /// <summary>One sentence for the list of all codes.</summary>
    public required string Summary { get; init; }

    /// <summary>What it means, in a paragraph.</summary>
    public required string Meaning { get; init; }

    /// <summary>Where it occurs, with the status that it has there.</summary>
    public required IReadOnlyList<Occurrence> Occurs { get; init; }

    /// <summary>Its usual causes, each with what mends it.</summary>
    public required IReadOnlyList<Cause> Causes { get; init; }

    /// <summary>The sections of the specifications that it comes from.</summary>
    public required IReadOnlyList<Section> Sections { get; init; }

    /// <summary>The rules of the Workplace dialect that it serves.</summary>
    public required string Rules { get; init; }
}

/// <summary>A place where a code occurs.</summary>
/// <param name="Place">The endpoint.</param>
/// <param name="Answer">What the caller sees there.</param>
public sealed record Occurrence(string Place, string Answer);

/// <summary>A cause and its cure.</summary>
/// <param name="What">What went wrong.</param>
/// <param name="Mend">What to do.</param>
public sealed record Cause(string What, string Mend);

/// <summary>A section of a specification.</summary>
/// <param name="Name">Its name, for example <c>RFC 6749 §5.2</c>.</param>
/// <param name="Address">Where it can be read.</param>
public sealed record Section(string Name, string Address)
{
    /// <summary>A section of an RFC.</summary>
    public static Section Rfc(int number, string section) =>
        new($"RFC {number} §{section}", $"https://www.rfc-editor.org/rfc/rfc{number}#section-{section}");

    /// <summary>A section of OpenID Connect Core 1.0.</summary>
    public static Section Connect(string section, string anchor) =>
        new($"OpenID Connect Core §{section}", $"https://openid.net/specs/openid-connect-core-1_0.html#{anchor}");
}
