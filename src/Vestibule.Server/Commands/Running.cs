using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Vestibule.Engine.Model.Changes;
using Vestibule.Server.Hosting;

namespace Vestibule.Server.Commands;

/// <summary>Runs a built server until SIGTERM or Ctrl-C.</summary>
internal static class Running
{
    /// <summary>Starts, says <c>ready URL</c> on standard output, and waits. Running requests are finished before it returns.</summary>
    /// <param name="app">The server.</param>
    /// <param name="url">Where it listens. With the port 0 the machine chooses one, and the line <c>ready</c> names it.</param>
    /// <param name="prepare">What is left to be done once the address is known, before the server is ready; answers what is printed after that line.</param>
    /// <param name="ct">Stops it.</param>
    internal static async Task<int> UntilStoppedAsync(WebApplication app, string url, Func<string, Task<string?>> prepare, CancellationToken ct)
    {
        await StartAsync(app, url, ct);
        try
        {
            var bound = BoundTo(app, url);
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

    private static async Task StartAsync(WebApplication app, string url, CancellationToken ct)
    {
        try
        {
            await ServerHost.StartAsync(app, ct);
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            throw new SetupException($"The port of {url} is taken by another program. Stop it, or choose another port with --urls http://localhost:PORT.", taken);
        }
        catch (IOException refused)
        {
            throw new SetupException($"It cannot listen on {url}: {refused.Message} Choose an address of this machine with --urls.", refused);
        }
        catch (SocketException refused)
        {
            throw new SetupException($"It cannot listen on {url} ({refused.SocketErrorCode}). Choose an address of this machine with --urls.", refused);
        }
    }

    private static string BoundTo(WebApplication app, string url) =>
        ListenUrls.PortIsOpen(url) ? url[..^2] + ":" + new Uri(app.Urls.First()).Port.ToString(System.Globalization.CultureInfo.InvariantCulture) : url;
}
