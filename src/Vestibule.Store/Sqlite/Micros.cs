namespace Vestibule.Store.Sqlite;

/// <summary>Times and spans as the tables keep them: whole microseconds.</summary>
internal static class Micros
{
    internal static long From(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;

    internal static long From(TimeSpan span) => span.Ticks / TimeSpan.TicksPerMicrosecond;

    internal static DateTimeOffset Time(long micros) => new(DateTimeOffset.UnixEpoch.UtcTicks + (micros * TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    internal static TimeSpan Span(long micros) => new(micros * TimeSpan.TicksPerMicrosecond);
}
