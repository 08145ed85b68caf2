namespace Vestibule.Server.Accounts;

/// <summary>What this room logs. What a person typed is never in it, the user name neither: people type passwords there by mistake.</summary>
internal static partial class Log
{
    [LoggerMessage(2000, LogLevel.Information, "Signed in at site {Site}: person {Subject}, client {ClientId}")]
    internal static partial void SignedIn(this ILogger logger, Guid site, Guid subject, string? clientId);

    [LoggerMessage(2001, LogLevel.Information, "Sign-in failed at site {Site} from {Address}, client {ClientId}")]
    internal static partial void SignInFailed(this ILogger logger, Guid site, string address, string? clientId);

    [LoggerMessage(2002, LogLevel.Warning, "Sign-ins throttled at site {Site} from {Address}, client {ClientId}")]
    internal static partial void Throttled(this ILogger logger, Guid site, string address, string? clientId);

    [LoggerMessage(2003, LogLevel.Warning, "The queue of password hashes is full; a caller was told to come back")]
    internal static partial void HashingQueueFull(this ILogger logger);

    [LoggerMessage(2004, LogLevel.Information, "Password hash renewed with today's cost at site {Site}: person {Subject}")]
    internal static partial void PasswordRehashed(this ILogger logger, Guid site, Guid subject);

    [LoggerMessage(2010, LogLevel.Information, "Session began at site {Site}: person {Subject}")]
    internal static partial void SessionBegan(this ILogger logger, Guid site, Guid subject);

    [LoggerMessage(2011, LogLevel.Information, "Session ended by sign-out at site {Site}: person {Subject}")]
    internal static partial void SessionEnded(this ILogger logger, Guid site, Guid subject);

    [LoggerMessage(2020, LogLevel.Information, "Person added at site {Site}: {Subject}")]
    internal static partial void SubjectAdded(this ILogger logger, Guid site, Guid subject);

    [LoggerMessage(2021, LogLevel.Information, "Person changed at site {Site}: {Subject}")]
    internal static partial void SubjectChanged(this ILogger logger, Guid site, Guid subject);

    [LoggerMessage(2022, LogLevel.Information, "Person disabled at site {Site}: {Subject}")]
    internal static partial void SubjectDisabled(this ILogger logger, Guid site, Guid subject);

    [LoggerMessage(2023, LogLevel.Information, "Person removed at site {Site}: {Subject}")]
    internal static partial void SubjectRemoved(this ILogger logger, Guid site, Guid subject);

    [LoggerMessage(2024, LogLevel.Information, "Password set at site {Site}: person {Subject}")]
    internal static partial void PasswordSet(this ILogger logger, Guid site, Guid subject);
}
