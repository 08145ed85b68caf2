using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vestibule.Engine.Model.Sites;

namespace Vestibule.Testing;

/// <summary>How a server for tests is started.</summary>
public sealed record AuthServerOptions
{
    /// <summary>The data folder; a fresh one, deleted at the end, when null.</summary>
    public string? Folder { get; init; }

    /// <summary>Whether a folder that was given is deleted at the end all the same.</summary>
    public bool DeleteFolder { get; init; }

    /// <summary>The port; a free one when 0.</summary>
    public int Port { get; init; }

    /// <summary>Where the clock starts.</summary>
    public DateTimeOffset Now { get; init; } = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    /// <summary>The site's settings, from the usual ones.</summary>
    public Func<Site, Site> Site { get; init; } = site => site;

    /// <summary>Addresses of proxies whose forwarded headers count.</summary>
    public IReadOnlyList<string> Proxies { get; init; } = [];

    /// <summary>The lowest level that is logged and kept.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Trace;

    /// <summary>Last changes to the server's services.</summary>
    public Action<IServiceCollection>? Adjust { get; init; }
}
