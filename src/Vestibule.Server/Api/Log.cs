using Vestibule.Engine.Model.Audit;

namespace Vestibule.Server.Api;

/// <summary>The log lines of the REST API: 4000 to 4099. Numbers and client ids only; no name, no value that was sent.</summary>
internal static partial class Log
{
    [LoggerMessage(4000, LogLevel.Information, "{Kind} of user {UserNumber} through the API by user {CallerNumber}, client {ClientId}")]
    internal static partial void UserWritten(this ILogger logger, SecurityEventKind kind, long userNumber, long? callerNumber, string? clientId);
}
