using System.Collections.Concurrent;
using System.Diagnostics;

namespace Browser.Tests.Setting;

/// <summary>A program that was started as people start it, and says <c>ready URL</c> when it answers.</summary>
internal sealed class StartedProgram : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process process;
    private readonly TaskCompletionSource<string> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> said = new();

    private StartedProgram(Process process) => this.process = process;

    /// <summary>The address that it answers at, without a slash at the end.</summary>
    internal string Url { get; private set; } = "";

    /// <summary>Its exit code, after it ended.</summary>
    internal int ExitCode => process.ExitCode;

    /// <summary>Starts it in the checkout's root and waits until it is ready.</summary>
    internal static async Task<StartedProgram> StartAsync(string program, params string[] arguments)
    {
        var started = Begun(program, arguments);
        started.Url = (await started.ready.Task.WaitAsync(Patience)).TrimEnd('/');
        return started;
    }

    /// <summary>Runs it in the checkout's root to its end.</summary>
    internal static async Task<StartedProgram> RunAsync(string program, params string[] arguments)
    {
        var started = Begun(program, arguments);
        await started.process.WaitForExitAsync().WaitAsync(Patience);
        return started;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static StartedProgram Begun(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // What the test platform sets for itself is not for programs that it starts.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("TESTINGPLATFORM_", StringComparison.Ordinal)).ToList()) start.Environment.Remove(name);
        var started = new StartedProgram(new Process { StartInfo = start, EnableRaisingEvents = true });
        started.Begin();
        return started;
    }

    private void Begin()
    {
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.Exited += (_, _) => ready.TrySetException(new InvalidOperationException($"It ended before it was ready: {string.Join('\n', said)}"));
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private void Hear(string? line)
    {
        if (line is null) return;
        said.Enqueue(line);
        if (line.StartsWith("ready ", StringComparison.Ordinal)) ready.TrySetResult(line.Split(' ')[1]);
    }
}
