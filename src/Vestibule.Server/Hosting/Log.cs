using Vestibule.Engine.Model.Audit;
using Vestibule.Engine.Model.Sites;

namespace Vestibule.Server.Hosting;

/// <summary>What the host says: events 1000 to 1099.</summary>
internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Error, "The change feed cannot be read ({Fault}). After {Seconds} s tokens are refused rather than dead ones honoured.")]
    internal static partial void FeedUnreachable(this ILogger logger, string fault, double seconds);

    [LoggerMessage(1002, LogLevel.Information, "The change feed is read again.")]
    internal static partial void FeedReachable(this ILogger logger);

    [LoggerMessage(1003, LogLevel.Error, "The storage cannot be reached ({Fault}); request {TraceId} was answered with 503.")]
    internal static partial void StorageUnavailable(this ILogger logger, string fault, string traceId);

    [LoggerMessage(1004, LogLevel.Critical, "A defect: request {TraceId} on {Route} failed with {Fault} at {Place}.")]
    internal static partial void Defect(this ILogger logger, string traceId, string route, string fault, string place);

    [LoggerMessage(1005, LogLevel.Warning, "Deleting what is past its life failed ({Fault}); it is tried again in a minute.")]
    internal static partial void SweepFailed(this ILogger logger, string fault);

    [LoggerMessage(1006, LogLevel.Information, "Site made: {Url}")]
    internal static partial void SiteMade(this ILogger logger, string url);

    [LoggerMessage(1007, LogLevel.Warning, "No site answers at {Addresses}. There are: {Sites}. Where the address has changed: vestibule site set --url URL. "
        + "For another site: vestibule site add --name NAME --url URL")]
    internal static partial void NoSiteAtAddress(this ILogger logger, string addresses, string sites);

    [LoggerMessage(EventId = 1010, Message = "Security event {Kind}: site {Site}, subject {Subject}, client {ClientId}, grant {Grant}, address {Address}")]
    internal static partial void SecurityEventHappened(this ILogger logger, LogLevel level, SecurityEventKind kind, SiteId site, Guid? subject, string? clientId, Guid? grant, string? address);

    [LoggerMessage(1011, LogLevel.Error, "{Count} security events could not be stored in the audit table ({Fault}); they are in this log.")]
    internal static partial void AuditUnavailable(this ILogger logger, int count, string fault);
}
