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
