namespace Server.Tests.Commands;

public sealed class SiteVerbTests
{
    [Fact]
    public async Task A_site_is_added_changed_listed_and_removed()
    {
        using var folder = new DataFolder();
        var added = (await folder.RunAsync("site add --url https://Acme.example/ --json --name", "Acme & Söhne")).Refusal;
        Assert.Contains("host in lower case", added, StringComparison.Ordinal);
        var site = (await folder.RunAsync("site add --url https://acme.example/ --json --name", "Acme & Söhne")).Json;
        Assert.Equal("Acme & Söhne", site.GetProperty("name").GetString());
        Assert.Equal("https://acme.example", site.GetProperty("url").GetString());

        var set = (await folder.RunAsync(
            "site set --dynamic-registration off --allowed-origin https://a.example --allowed-origin null --accent-color #AA0000 --headless false --session-idle 600 --json")).Json;
        Assert.Equal(["https://a.example", "null"], set.GetProperty("allowedOrigins").EnumerateArray().Select(one => one.GetString()));
        Assert.Equal("#aa0000", set.GetProperty("accentColor").GetString());
        Assert.False(set.GetProperty("headless").GetBoolean());
        Assert.Equal(600, set.GetProperty("sessionIdle").GetInt64());
        Assert.Equal("Acme & Söhne", set.GetProperty("name").GetString());

        Assert.Contains("--yes", (await folder.RunAsync("site remove")).Refusal, StringComparison.Ordinal);
        Assert.Equal(1, (await folder.RunAsync("site list --json")).Json.GetArrayLength());
        Assert.True((await folder.RunAsync("site remove --yes --json")).Json.GetProperty("removed").GetBoolean());
        Assert.Equal(0, (await folder.RunAsync("site list --json")).Json.GetArrayLength());
        Assert.Contains("no site", (await folder.RunAsync("site show")).Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Among_several_sites_one_must_be_named_by_url_name_or_id()
    {
        using var folder = await DataFolder.WithSiteAsync();
        var id = (await folder.RunAsync("site add --name Beta --url https://beta.example --json")).Json.GetProperty("id").GetString()!;
        var refusal = (await folder.RunAsync("site show")).Refusal;
        Assert.Contains("https://acme.example", refusal, StringComparison.Ordinal);
        Assert.Contains("https://beta.example", refusal, StringComparison.Ordinal);
        foreach (var name in (string[])["https://beta.example", "beta", id])
        {
            Assert.Equal(id, (await folder.RunAsync("site show --json --site", name)).Json.GetProperty("id").GetString());
        }

        Assert.Contains("https://beta.example", (await folder.RunAsync("client list --site gamma")).Refusal, StringComparison.Ordinal);
        Assert.Contains("belongs to one site", (await folder.RunAsync("site set --site Beta --url https://acme.example")).Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_mistakes_of_a_site_are_told_at_once()
    {
        using var folder = await DataFolder.WithSiteAsync();
        var refusal = (await folder.RunAsync("site set --url http://far.example --accent-color red --allowed-origin https://a.example/path --session-idle 1")).Refusal;
        string[] parts = ["must use https", "#rrggbb", "https://a.example/path", "at least 60 seconds"];
        Assert.All(parts, part => Assert.Contains(part, refusal, StringComparison.Ordinal));
        Assert.Equal("https://acme.example", (await folder.RunAsync("site show --json")).Json.GetProperty("url").GetString());
    }

    [Fact]
    public async Task A_typing_error_in_the_folder_makes_no_store()
    {
        using var folder = new DataFolder();
        foreach (var verb in (string[])["site list", "client list", "user list", "key list", "key rotate", "db check"])
        {
            var refusal = (await VestibuleProgram.RunAsync([.. verb.Split(' '), "--data", folder.File("typo")])).Refusal;
            Assert.Contains("There is no database in " + folder.File("typo"), refusal, StringComparison.Ordinal);
        }

        Assert.False(Directory.Exists(folder.File("typo")));
    }

    [Fact]
    public async Task Disabling_a_site_ends_what_was_handed_out_there()
    {
        using var folder = await DataFolder.WithSiteAsync();
        Assert.False((await folder.RunAsync("site set --disable --json")).Json.GetProperty("enabled").GetBoolean());
        await using var stores = folder.Open();
        var site = Assert.Single(await stores.Sites.ListAsync(TestContext.Current.CancellationToken));
        Assert.Equal((false, 1), (site.Enabled, site.Epoch));
        Assert.Contains("nothing to change: name a setting. See vestibule site set --help.", (await folder.RunAsync("site set")).Refusal, StringComparison.Ordinal);
        Assert.Contains("exclude", (await folder.RunAsync("site set --disable --enable")).Refusal, StringComparison.Ordinal);
    }
}
