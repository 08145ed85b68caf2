using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Vestibule.Server.Hosting;

namespace Vestibule.Server.Commands;

/// <summary>Runs a built server until SIGTERM or Ctrl-C.</summary>
internal static class Running
{
    /// <summary>Starts, says <c>ready URL</c> on standard output, and waits. Running requests are finished before it returns.</summary>
    internal static async Task<int> UntilStoppedAsync(WebApplication app, string url, Action? onceReady, CancellationToken ct)
    {
        try
        {
            await ServerHost.StartAsync(app, ct);
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            throw new SetupException($"The port of {url} is taken by another program. Stop it, or choose another port with --urls http://localhost:PORT.", taken);
        }
        catch (SocketException refused)
        {
            throw new SetupException($"It cannot listen on {url} ({refused.SocketErrorCode}). Choose an address of this machine with --urls.", refused);
        }

        await Console.Out.WriteLineAsync($"ready {url}");
        onceReady?.Invoke();
        await Console.Out.FlushAsync(ct);
        await app.WaitForShutdownAsync(ct);
        return CommandLine.Done;
    }
}
