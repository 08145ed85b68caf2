using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Vestibule.Testing;

/// <summary>Keeps everything that a server logs, at the lowest level, with exceptions and scopes.</summary>
public sealed class LoggedLines : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<string> lines = new();
    private IExternalScopeProvider scopes = new LoggerExternalScopeProvider();

    /// <summary>The lines so far.</summary>
    public IReadOnlyCollection<string> Lines => lines;

    /// <summary>The lines that contain a text.</summary>
    public IEnumerable<string> Containing(string text) => lines.Where(line => line.Contains(text, StringComparison.Ordinal));

    /// <inheritdoc />
    public ILogger CreateLogger(string categoryName) => new Line(this, categoryName);

    /// <inheritdoc />
    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    /// <inheritdoc />
    public void Dispose()
    {
    }

    private sealed class Line(LoggedLines all, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => all.scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var fields = state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(", ", pairs.Select(pair => $"{pair.Key}={pair.Value}")) : "";
            var around = new List<string>();
            all.scopes.ForEachScope((scope, found) => found.Add(Convert.ToString(scope, System.Globalization.CultureInfo.InvariantCulture) ?? ""), around);
            all.lines.Enqueue($"{logLevel} {category}[{eventId.Id}] {formatter(state, exception)} | {fields} | {string.Join(" => ", around)} | {exception}");
        }
    }
}
