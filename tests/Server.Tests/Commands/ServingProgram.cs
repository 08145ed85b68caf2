using System.Diagnostics;
using System.Net;

namespace Server.Tests.Commands;

/// <summary>A serving verb on a data folder, as a process of its own.</summary>
internal sealed class ServingProgram : IAsyncDisposable
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(25);

    private readonly Process process;
    private readonly Task<string> error;

    private ServingProgram(Process process, Task<string> error, Uri address)
    {
        (this.process, this.error, Address) = (process, error, address);
        Http = new HttpClient { BaseAddress = address };
    }

    internal Uri Address { get; }

    internal HttpClient Http { get; }

    internal static async Task<ServingProgram> StartAsync(DataFolder folder, string verb = "serve", int port = 0)
    {
        var process = VestibuleProgram.Start([verb, "--data", folder.Path, "--urls", $"http://127.0.0.1:{port}"]);
        var error = process.StandardError.ReadToEndAsync();
        var ready = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(VestibuleProgram.Patience, TestContext.Current.CancellationToken);
        if (ready is null) Assert.Fail("It did not start: " + await error);
        Assert.StartsWith("ready http://127.0.0.1:", ready, StringComparison.Ordinal);
        // What it says further must be read, or it would wait for a reader.
        _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        return new ServingProgram(process, error, new Uri(ready["ready ".Length..]));
    }

    /// <summary>SIGKILL: no line of ours runs any more.</summary>
    internal async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>Sends a request of the Workplace wire: all parameters are headers (W-1).</summary>
    internal async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, "/external/api/" + path);
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        return await Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    internal Task<HttpResponseMessage> CredentialsAsync(string client, string secret) => SendAsync(HttpMethod.Post, "oauth2/token",
        ("x-grant-type", "client_credentials"), ("x-client-id", client), ("x-client-secret", secret));

    internal async Task<HttpStatusCode> TokenInfoAsync(string token)
    {
        using var answer = await SendAsync(HttpMethod.Get, "oauth2/tokeninfo", ("x-token", token));
        return answer.StatusCode;
    }

    /// <summary>Waits until something holds.</summary>
    internal static async Task UntilAsync(Func<Task<bool>> holds, string what)
    {
        for (var began = Stopwatch.GetTimestamp(); !await holds();)
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < VestibuleProgram.Patience, what);
            await Task.Delay(Between, TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Sends SIGTERM.</summary>
    internal async Task TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, kill.ExitCode);
    }

    internal async Task<int> ExitCodeAsync()
    {
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(VestibuleProgram.Patience, TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    internal Task<string> ErrorAsync() => error;

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
        Http.Dispose();
        process.Dispose();
    }
}
