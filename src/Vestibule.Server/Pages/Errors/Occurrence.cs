namespace Vestibule.Server.Pages.Errors;

/// <summary>A place where a code occurs.</summary>
/// <param name="Place">The endpoint.</param>
/// <param name="Answer">What the caller sees there.</param>
public sealed record Occurrence(string Place, string Answer);
