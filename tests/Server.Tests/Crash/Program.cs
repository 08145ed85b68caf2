using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Server.Tests.Crash;

/// <summary>The program itself, from <c>out/</c>, as people start it.</summary>
internal sealed class Program : IAsyncDisposable
{
    private readonly Process process;

    private Program(Process process, string url) => (this.process, Url) = (process, url);

    internal string Url { get; }

    internal static string Path { get; } = FindProgram();

    /// <summary>Starts a serving verb and waits for its <c>ready</c> line.</summary>
    internal static async Task<Program> ServeAsync(string verb, string folder, int port, CancellationToken ct)
    {
        var url = $"http://127.0.0.1:{port}";
        var process = Start(verb, "--data", folder, "--urls", url);
        // What it says on standard error must be read, or it would wait for a reader.
        var errors = process.StandardError.ReadToEndAsync(ct);
        while (await process.StandardOutput.ReadLineAsync(ct) is { } line)
        {
            if (line == $"ready {url}")
            {
                _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return new Program(process, url);
            }
        }

        throw new InvalidOperationException($"{verb} did not become ready: {await errors}");
    }

    /// <summary>Runs a verb to its end.</summary>
    internal static async Task<(int Code, string Output, string Errors)> RunAsync(CancellationToken ct, params string[] arguments)
    {
        using var process = Start(arguments);
        var errors = process.StandardError.ReadToEndAsync(ct);
        var output = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return (process.ExitCode, output, await errors);
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>SIGKILL: no line of ours runs any more.</summary>
    internal async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) await KillAsync();
        process.Dispose();
    }

    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        var process = Process.Start(start) ?? throw new InvalidOperationException("The program did not start.");
        process.StandardInput.Close();
        return process;
    }

    private static string FindProgram()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = System.IO.Path.Combine(folder.FullName, "out", "vestibule", "Vestibule.Server");
            if (File.Exists(candidate)) return candidate;
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Vestibule.slnx"))) break;
        }

        throw new InvalidOperationException("out/vestibule/Vestibule.Server is not there: run ./vestibule --help once, or ./test.");
    }
}
