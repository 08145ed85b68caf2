using System.Diagnostics;

namespace Server.Tests.Commands;

/// <summary>The real executable, as a process of its own.</summary>
internal static class VestibuleProgram
{
    // For a machine that is busy with other things; nothing waits this long on one that is not.
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    internal static async Task<Finished> RunAsync(IEnumerable<string> arguments, string input = "", params (string Name, string Value)[] environment)
    {
        using var process = Start(arguments, environment);
        return await FinishAsync(process, input);
    }

    /// <summary>As an account that has no more rights to files than their modes give it, even where the tests run as root.</summary>
    internal static async Task<Finished> RunUnprivilegedAsync(IEnumerable<string> arguments)
    {
        var start = Prepare(arguments, []);
        if (Environment.IsPrivilegedProcess)
        {
            string[] without = ["--bounding-set", "-dac_override,-dac_read_search", "--inh-caps", "-dac_override,-dac_read_search", start.FileName];
            start.FileName = "setpriv";
            for (var at = 0; at < without.Length; at++) start.ArgumentList.Insert(at, without[at]);
        }

        using var process = Process.Start(start)!;
        return await FinishAsync(process, "");
    }

    private static async Task<Finished> FinishAsync(Process process, string input)
    {
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }

        return new Finished(process.ExitCode, await output, await error);
    }

    internal static Process Start(IEnumerable<string> arguments, params (string Name, string Value)[] environment) =>
        Process.Start(Prepare(arguments, environment))!;

    private static ProcessStartInfo Prepare(IEnumerable<string> arguments, (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "vestibule.dll"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("VESTIBULE_", StringComparison.Ordinal)).ToArray()) start.Environment.Remove(name);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return start;
    }
}
