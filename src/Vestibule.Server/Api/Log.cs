namespace Vestibule.Server.Api;

/// <summary>The log lines of the REST API: 4000 to 4099. Numbers and client ids only; no name, no value that was sent.</summary>
internal static partial class Log
{
    [LoggerMessage(4000, LogLevel.Information, "Site {SiteId}: user {UserNumber} {What} through the API by user {CallerNumber}, client {ClientId}")]
    internal static partial void UserWritten(this ILogger logger, Guid siteId, long userNumber, string what, long? callerNumber, string? clientId);
}
