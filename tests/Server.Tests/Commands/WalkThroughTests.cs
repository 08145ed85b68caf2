using System.Diagnostics;
using Vestibule.Server.Commands.Demo;

namespace Server.Tests.Commands;

public sealed class WalkThroughTests
{
    [Theory]
    [InlineData("""{"code":"vst_ac_1","appCode":"a"}""", "vst_ac_1")]
    [InlineData("""{"error":"invalid_grant","error_description":"The user name or the password is wrong."}""", "")]
    public async Task What_is_not_in_an_answer_is_not_passed_on_as_if_it_were(string answer, string code)
    {
        var pasted = WalkThrough.For(new DemoData
        {
            Site = "http://localhost:8080",
            User = new DemoPerson("alice", "secret"),
            Admin = new DemoPerson("admin", "secret"),
            Clients = new Dictionary<string, DemoClient> { ["legacy"] = new() { ClientId = "demo-legacy", RedirectUri = "http://localhost:8081/", AppCode = "a" } },
        });
        var value = Assert.Single(pasted.Split('\n'), line => line.StartsWith("value()", StringComparison.Ordinal));
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-c", value + "\nvalue code"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        await shell.StandardInput.WriteAsync(answer + "\n");
        shell.StandardInput.Close();
        Assert.Equal(code, (await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).TrimEnd('\n'));
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
    }
}
