using System.Text.Json;
using Vestibule.Engine.Model.Audit;
using Vestibule.Engine.Model.Handles;

namespace Server.Tests.Commands;

public sealed class ClientVerbTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_is_added_shown_changed_rotated_and_removed()
    {
        using var folder = await DataFolder.WithSiteAsync();
        var added = (await folder.RunAsync("client add --name Web --type web --id web --redirect-uri https://web.example/cb --json")).Json;
        Assert.Equal("web", added.GetProperty("clientId").GetString());
        var secret = added.GetProperty("clientSecret").GetString()!;
        Assert.StartsWith("vst_cs_", secret, StringComparison.Ordinal);
        Assert.NotEqual("", added.GetProperty("appCode").GetString());

        var shown = await folder.RunAsync("client show web --json");
        Assert.False(shown.Json.TryGetProperty("clientSecret", out _));
        var kept = Assert.Single(shown.Json.GetProperty("secrets").EnumerateArray());
        Assert.Equal(["id", "createdAt"], kept.EnumerateObject().Select(member => member.Name));
        Assert.DoesNotContain(Convert.ToHexString(new Secret(secret).Hash()), shown.Out, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(secret, (await folder.RunAsync("client show web")).Out, StringComparison.Ordinal);
        Assert.Equal(0, shown.Json.GetProperty("headlessSignInsLast30Days").GetInt64());

        var set = (await folder.RunAsync("client set web --name Renamed --scope a --scope b --require-pkce true --response-mode query --json")).Json;
        Assert.Equal("Renamed", set.GetProperty("name").GetString());
        Assert.Equal(["a", "b"], Texts(set, "scopes"));
        Assert.Equal(["https://web.example/cb"], Texts(set, "redirectUris"));
        Assert.Empty(Texts((await folder.RunAsync("client set web --json --scope", "")).Json, "scopes"));

        var rotated = (await folder.RunAsync("client rotate-secret web --expire-old-after 60 --json")).Json;
        Assert.NotEqual(secret, rotated.GetProperty("clientSecret").GetString());
        var secrets = rotated.GetProperty("secrets").EnumerateArray().ToArray();
        Assert.Equal(2, secrets.Length);
        Assert.True(secrets[0].TryGetProperty("expiresAt", out _));
        Assert.False(secrets[1].TryGetProperty("expiresAt", out _));

        Assert.Contains("Remove client web (Renamed) and end everything it was given?", (await folder.RunAsync("client remove web")).Refusal, StringComparison.Ordinal);
        Assert.Equal(1, (await folder.RunAsync("client list --json")).Json.GetArrayLength());
        Assert.Equal("web", (await folder.RunAsync("client remove web --yes --json")).Json.GetProperty("clientId").GetString());
        Assert.Equal(0, (await folder.RunAsync("client list --json")).Json.GetArrayLength());
        Assert.Contains("has no client web", (await folder.RunAsync("client show web")).Refusal, StringComparison.Ordinal);

        await using var stores = folder.Open();
        var site = Assert.Single(await stores.Sites.ListAsync(Ct));
        var events = await stores.Audit.ListAsync(site.Id, 100, Ct);
        Assert.Equal(5, events.Count(one => one.Kind == SecurityEventKind.ClientChanged && one.ClientId == "web"));
    }

    [Fact]
    public async Task Every_option_of_a_new_client_is_taken()
    {
        using var folder = await DataFolder.WithSiteAsync();
        var app = (await folder.RunAsync(
            "client add --name App --type public --id app --redirect-uri https://app.example/cb --redirect-uri com.example.app:/cb --post-logout-redirect-uri https://app.example/ "
            + "--scope users.read --scope email --allowed-origin null --introspect any --first-party --legacy --headless --expires-in-unit seconds "
            + "--access-token-format opaque --access-token-lifetime 600 --refresh-grace 5 --app-code the-app --response-mode query --require-pkce true --json")).Json;
        Assert.False(app.TryGetProperty("clientSecret", out _));
        Assert.Equal("the-app", app.GetProperty("appCode").GetString());
        Assert.Equal(["https://app.example/cb", "com.example.app:/cb"], Texts(app, "redirectUris"));
        Assert.Equal(["https://app.example/"], Texts(app, "postLogoutRedirectUris"));
        Assert.Equal(["users.read", "email"], Texts(app, "scopes"));
        Assert.Equal(["null"], Texts(app, "allowedOrigins"));
        Assert.Equal(("none", "any", "seconds", "query"), (Text(app, "authMethod"), Text(app, "introspect"), Text(app, "expiresInUnit"), Text(app, "responseMode")));
        Assert.All((string[])["firstParty", "legacy", "headless", "requirePkce", "enabled"], name => Assert.True(app.GetProperty(name).GetBoolean(), name));
        Assert.Equal((600, 5), (app.GetProperty("accessTokenLifetime").GetInt64(), app.GetProperty("refreshGrace").GetInt64()));

        var service = (await folder.RunAsync("client add --name Job --type service --auth-method client_secret_post --json")).Json;
        Assert.Equal("client_secret_post", Text(service, "authMethod"));
        Assert.NotEqual("", Text(service, "clientId"));
        Assert.Contains("The client id app is taken", (await folder.RunAsync("client add --name B --type device --id app")).Refusal, StringComparison.Ordinal);
        Assert.Contains("The app code the-app is taken", (await folder.RunAsync("client add --name B --type device --app-code the-app")).Refusal, StringComparison.Ordinal);
        Assert.Contains("has no secret", (await folder.RunAsync("client rotate-secret app")).Refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("client add --name A --type service --auth-method private_key_jwt")]
    [InlineData("client add --name A --type service --access-token-format jwt")]
    [InlineData("site set --dynamic-registration token")]
    [InlineData("site set --dynamic-registration open")]
    [InlineData("resource add --id https://api.example --scope read")]
    [InlineData("audit verify")]
    [InlineData("selftest")]
    public async Task What_a_later_version_will_do_is_refused_and_not_ignored(string verb)
    {
        using var folder = await DataFolder.WithSiteAsync();
        Assert.Contains("later version", (await folder.RunAsync(verb)).Refusal, StringComparison.Ordinal);
        Assert.Equal(0, (await folder.RunAsync("client list --json")).Json.GetArrayLength());
    }

    [Fact]
    public async Task All_mistakes_of_a_client_are_told_at_once()
    {
        using var folder = await DataFolder.WithSiteAsync();
        var refusal = (await folder.RunAsync("client add --name A --type web --redirect-uri https://*.example/ --redirect-uri http://far.example/ --access-token-lifetime 1 --id", "a b")).Refusal;
        Assert.All((string[])["https://*.example/", "http://far.example/", "10 to 86400", "client id"], part => Assert.Contains(part, refusal, StringComparison.Ordinal));
        refusal = (await folder.RunAsync("client add --type boat --color red --refresh-grace soon")).Refusal;
        Assert.All((string[])["--name", "--type must be one of", "--color", "--refresh-grace must be", "See vestibule client add --help."],
            part => Assert.Contains(part, refusal, StringComparison.Ordinal));
    }

    [Theory, Trait("Rule", "W-25"), Trait("Rule", "W-80")]
    [InlineData("client add --name A --type public --redirect-uri https://a.example/cb --require-pkce false", "must use PKCE")]
    [InlineData("client set app --require-pkce false", "must use PKCE")]
    [InlineData("client set app", "nothing to change: name a setting. See vestibule client set --help.")]
    [InlineData("client add --name A --type service --scope |", "--scope is empty: give a value, or leave --scope out.")]
    public async Task A_wish_that_makes_no_sense_is_refused_in_one_line(string verb, string part)
    {
        using var folder = await DataFolder.WithSiteAsync();
        _ = (await folder.RunAsync("client add --name App --type public --id app --redirect-uri https://app.example/cb --json")).Json;
        var before = (await folder.RunAsync("client list --json")).Out;
        var refusal = (await VestibuleProgram.RunAsync([.. verb.Split(' ').Select(word => word == "|" ? "" : word), "--data", folder.Path])).Refusal;
        Assert.Contains(part, refusal, StringComparison.Ordinal);
        Assert.Equal(before, (await folder.RunAsync("client list --json")).Out);
    }

    [Theory]
    [InlineData("--first-party")]
    [InlineData("--post-logout-redirect-uri")]
    [InlineData("--introspect")]
    [InlineData("--auth-method")]
    [InlineData("--type")]
    public async Task The_help_says_of_what_this_version_only_keeps_that_it_is_for_a_later_one(string option)
    {
        var help = (await VestibuleProgram.RunAsync(["client", "add", "--help"])).Out;
        var begins = help.IndexOf($"\n  {option} ", StringComparison.Ordinal);
        Assert.True(begins >= 0, help);
        var ends = help.IndexOf("\n  --", begins + 3, StringComparison.Ordinal);
        Assert.Contains("later version", string.Join(' ', help[begins..ends].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Disabling_a_client_and_ending_everything_lift_its_epoch()
    {
        using var folder = await DataFolder.WithSiteAsync();
        _ = (await folder.RunAsync("client add --name Job --type service --id job --json")).Json;
        Assert.False((await folder.RunAsync("client set job --disable --json")).Json.GetProperty("enabled").GetBoolean());
        Assert.True((await folder.RunAsync("client set job --enable --json")).Json.GetProperty("enabled").GetBoolean());
        _ = (await folder.RunAsync("client set job --end-everything --json")).Json;
        await using var stores = folder.Open();
        var site = Assert.Single(await stores.Sites.ListAsync(Ct));
        Assert.Equal(2, (await stores.Clients.FindAsync(site.Id, "job", Ct))!.Epoch);
    }

    [Fact]
    public async Task Two_verbs_at_once_lose_nothing()
    {
        using var folder = await DataFolder.WithSiteAsync();
        _ = (await folder.RunAsync("client add --name Job --type service --id job --json")).Json;
        var both = await Task.WhenAll(folder.RunAsync("client rotate-secret job --json"), folder.RunAsync("client rotate-secret job --json"));
        await using var stores = folder.Open();
        var site = Assert.Single(await stores.Sites.ListAsync(Ct));
        var client = (await stores.Clients.FindAsync(site.Id, "job", Ct))!;
        Assert.Equal(3, client.Secrets.Length);
        Assert.All(both, one => Assert.Contains(client.Secrets, kept => kept.Hash.Span.SequenceEqual(new Secret(Text(one.Json, "clientSecret")).Hash())));
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    private static IEnumerable<string?> Texts(JsonElement json, string name) => json.GetProperty(name).EnumerateArray().Select(one => one.GetString());
}
