namespace Server.Tests.Commands;

public sealed class ConfigVerbTests
{
    [Fact]
    public async Task All_mistakes_of_file_and_environment_are_told_at_once()
    {
        using var folder = new DataFolder();
        var file = folder.File("settings.json");
        await File.WriteAllTextAsync(file, """
            { "urls": ["ftp://x"], "colour": "red", "masterKey": "here", "logLevel": "Loud", "proxies": "proxy.example", "siteUrl": "http://far.example", "data": 5 }
            """, TestContext.Current.CancellationToken);
        foreach (var verb in (string[][])[["config", "check", "--config", file], ["serve", "--config", file, "--data", folder.Path]])
        {
            var finished = await VestibuleProgram.RunAsync(verb, "", ("VESTIBULE_PORT", "80"));
            Assert.Equal((1, ""), (finished.Code, finished.Out));
            Assert.StartsWith("vestibule: The configuration has 8 mistakes:\n", finished.Error, StringComparison.Ordinal);
            Assert.All((string[])["ftp://x", "colour", "masterKey must not", "logLevel Loud", "proxy.example", "siteUrl http://far.example", "data must be", "VESTIBULE_PORT"],
                part => Assert.Contains(part, finished.Error, StringComparison.Ordinal));
        }

        Assert.False(File.Exists(folder.File("vestibule.db")));
        var json = await VestibuleProgram.RunAsync(["config", "check", "--json", "--config", folder.File("none.json")]);
        Assert.Equal(1, json.Code);
        Assert.Contains("\"ok\":false", json.Out, StringComparison.Ordinal);
        Assert.True((await VestibuleProgram.RunAsync(["config", "check", "--json"])).Json.GetProperty("ok").GetBoolean());
    }

    [Theory]
    [InlineData("http://0.0.0.0:0", "{}", "setting siteUrl")]
    [InlineData("http://*:8080", "{}", "setting siteUrl")]
    [InlineData("http://127.0.0.1:0", """{ "masterKeyFile": "FOLDER/none/master.key" }""", "FOLDER/none is not there")]
    [InlineData("http://127.0.0.1:0", """{ "masterKeyFile": "FOLDER/broken.key" }""", "not 32 bytes of base64")]
    public async Task What_serve_refuses_on_an_empty_folder_the_check_finds_and_neither_makes_anything(string urls, string settings, string part)
    {
        using var folder = new DataFolder();
        var file = folder.File("settings.json");
        await File.WriteAllTextAsync(folder.File("broken.key"), "no key", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(file, settings.Replace("FOLDER", folder.Path, StringComparison.Ordinal), TestContext.Current.CancellationToken);
        string[] options = ["--config", file, "--urls", urls, "--data", folder.File("data")];
        var refusal = (await VestibuleProgram.RunAsync(["serve", .. options])).Refusal;
        Assert.Contains(part.Replace("FOLDER", folder.Path, StringComparison.Ordinal), refusal, StringComparison.Ordinal);
        Assert.Equal(refusal, (await VestibuleProgram.RunAsync(["config", "check", .. options])).Refusal);
        Assert.False(Directory.Exists(folder.File("data")));
    }

    [Fact]
    public async Task An_address_that_could_not_be_a_first_site_s_is_no_mistake_where_there_are_sites()
    {
        using var folder = await DataFolder.WithSiteAsync();
        Assert.True((await folder.RunAsync("config check --json --urls http://0.0.0.0:8080")).Json.GetProperty("ok").GetBoolean());
    }

    [Fact]
    public async Task Every_setting_is_shown_with_its_source_and_no_secret()
    {
        using var folder = new DataFolder();
        var file = folder.File("settings.json");
        await File.WriteAllTextAsync(file, """{ "logLevel": "Debug", "urls": ["http://127.0.0.1:1", "http://127.0.0.1:2"] }""", TestContext.Current.CancellationToken);
        var key = Convert.ToBase64String(new byte[32]);
        var shown = await VestibuleProgram.RunAsync(["config", "show", "--json", "--config", file, "--data", "here"], "",
            ("VESTIBULE_LOG_LEVEL", "Error"), ("VESTIBULE_MASTERKEY", key));
        Assert.DoesNotContain(key, shown.Out, StringComparison.Ordinal);
        var settings = shown.Json.EnumerateArray().ToDictionary(
            one => one.GetProperty("name").GetString()!,
            one => (one.TryGetProperty("value", out var value) ? value.GetString() : null, one.GetProperty("source").GetString()));
        Assert.Equal(("here", "--data"), settings["data"]);
        Assert.Equal(("http://127.0.0.1:1;http://127.0.0.1:2", file), settings["urls"]);
        Assert.Equal(("Error", "VESTIBULE_LOG_LEVEL"), settings["logLevel"]);
        Assert.Equal("VESTIBULE_MASTERKEY", settings["masterKey"].Item2);
        Assert.Equal((null, "default"), settings["certificate"]);
        Assert.All(shown.Json.EnumerateArray(), one => Assert.NotEqual("", one.GetProperty("meaning").GetString()));
    }
}
