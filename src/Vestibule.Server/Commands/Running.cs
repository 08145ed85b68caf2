using System.Net.Sockets;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Connections;
using Vestibule.Engine.Model.Changes;
using Vestibule.Server.Hosting;

namespace Vestibule.Server.Commands;

/// <summary>Runs a built server until SIGTERM or Ctrl-C.</summary>
internal static partial class Running
{
    /// <summary>Starts, says <c>ready URL</c> on standard output, and waits. Running requests are finished before it returns.</summary>
    /// <param name="app">The server.</param>
    /// <param name="urls">Where it listens. With the port 0 the machine chooses one, and the line <c>ready</c> names the first.</param>
    /// <param name="prepare">What is left to be done once the address is known, before the server is ready; answers what is printed after that line.</param>
    /// <param name="ct">Stops it.</param>
    internal static async Task<int> UntilStoppedAsync(WebApplication app, IReadOnlyList<string> urls, Func<string, Task<string?>> prepare, CancellationToken ct)
    {
        await StartAsync(app, urls, ct);
        try
        {
            var bound = BoundTo(app, urls[0]);
            var text = await prepare(bound);
            // What was prepared is known to this server before it says that it is ready.
            await app.Services.GetRequiredService<ChangeFollower>().CatchUpAsync(ct);
            Console.Out.WriteLine($"ready {bound}");
            if (text is not null) Console.Out.WriteLine(text);
        }
        catch
        {
            await app.StopAsync(CancellationToken.None);
            throw;
        }

        await app.WaitForShutdownAsync(ct);
        return CommandLine.Done;
    }

    private static async Task StartAsync(WebApplication app, IReadOnlyList<string> urls, CancellationToken ct)
    {
        try
        {
            await ServerHost.StartAsync(app, ct);
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            throw new SetupException($"The port of {TakenOf(urls, taken.Message)} is taken by another program. Stop it, or choose another port with --urls http://localhost:PORT.", taken);
        }
        catch (IOException refused)
        {
            throw new SetupException($"It cannot listen on {string.Join(" and ", urls)}: {refused.Message} Choose an address of this machine with --urls.", refused);
        }
        catch (SocketException refused)
        {
            throw new SetupException($"It cannot listen on {string.Join(" and ", urls)} ({refused.SocketErrorCode}). Choose an address of this machine with --urls.", refused);
        }
    }

    /// <summary>The address whose port is taken. Only the web server's text says which of several it is.</summary>
    private static string TakenOf(IReadOnlyList<string> urls, string message) =>
        urls is [var only] ? only
        : Address().Match(message) is { Success: true } named ? ListenUrls.Among(urls, named.Value)
        : string.Join(" or of ", urls);

    [GeneratedRegex(@"https?://\S+?(?=[:.]?(\s|$))")]
    private static partial Regex Address();

    private static string BoundTo(WebApplication app, string url) =>
        ListenUrls.PortIsOpen(url) ? url[..^2] + ":" + new Uri(app.Urls.First()).Port.ToString(System.Globalization.CultureInfo.InvariantCulture) : url;
}
