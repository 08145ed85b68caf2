namespace Vestibule.Server.Http;

/// <summary>The id that an answer and the log share.</summary>
internal static class TraceId
{
    internal static string Of(HttpContext http) => System.Diagnostics.Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier;
}
