namespace Vestibule.Server.Api.Answers;

/// <summary>Values of <c>WWW-Authenticate</c> (RFC 6750 §3).</summary>
internal static class Challenge
{
    /// <summary>For a request without a credential: no error code (RFC 6750 §3.1).</summary>
    internal const string Plain = "Bearer realm=\"api\"";

    /// <summary>With an error code.</summary>
    internal static string Of(string code, string description, string? scope = null) =>
        $"Bearer error=\"{code}\", error_description=\"{Quotable(description)}\"" + (scope is null ? "" : $", scope=\"{scope}\"");

    /// <summary>The characters that <c>error_description</c> may hold (RFC 6750 §3); others would end the quoted string.</summary>
    private static string Quotable(string text) =>
        string.Create(text.Length, text, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++) span[i] = source[i] is >= ' ' and <= '~' and not ('"' or '\\') ? source[i] : '\'';
        });
}
