namespace Vestibule.Server.Pages.Errors;

/// <summary>A cause and its cure.</summary>
/// <param name="What">What went wrong.</param>
/// <param name="Mend">What to do.</param>
public sealed record Cause(string What, string Mend);
