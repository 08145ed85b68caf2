using System.Net;
using Server.Tests.Workplace;
using Vestibule.Server.Accounts;
using Vestibule.Testing;

namespace Server.Tests.Attacks;

/// <summary>Attacks on codes, tokens and cookies: each of another kind, cut, changed, spent or forged.</summary>
public sealed class HandleAttacks : WorkplaceTest
{
    private const string OtherHost = "other.example.com";

    /// <summary>Each kind of handle at each place that takes one, here and at another site.</summary>
    [Fact, Trait("Attack", "4")]
    public async Task Attack_04_no_handle_passes_for_another_kind_nor_for_another_site_s()
    {
        var other = await Server.AddSiteAsync("Other", $"https://{OtherHost}", Ct);
        var twin = await Server.AddClientAsync(PublicClient with { Id = Spa.Id }, other, Ct);
        await Server.AddUserAsync(UserName, Password, site: other, ct: Ct);
        using var browser = Browser();
        using var there = Browser(twin, OtherHost);
        await browser.SignInAsync(UserName, Password);
        await there.SignInAsync(UserName, Password);
        var here = await HandlesAsync(SpaApp, browser);
        var theirs = await HandlesAsync(new WorkplaceApp(Server, twin) { Host = OtherHost }, there);
        Assert.Equal(5, here.Count);

        foreach (var (takes, open) in Places(Spa, null))
        {
            foreach (var (kind, handle) in here.Where(pair => pair.Key != takes)) Assert.False(await open(handle), $"{kind} at a place for {takes}");
            foreach (var (kind, handle) in theirs) Assert.False(await open(handle), $"another site's {kind} at a place for {takes}");
            foreach (var (kind, handle) in here.Where(pair => pair.Key != takes))
            {
                var renamed = here[takes][..7] + handle[7..];
                Assert.False(await open(renamed), $"{kind} under the prefix of {takes}");
            }

            Assert.True(await open(here[takes]), $"the right handle for {takes}");
        }
    }

    /// <summary>Each character changed, each length cut, something added at each end.</summary>
    [Fact, Trait("Attack", "20")]
    public async Task Attack_20_a_handle_that_was_cut_lengthened_or_changed_anywhere_is_refused()
    {
        using var browser = Browser();
        await browser.SignInAsync(UserName, Password);
        var handles = await HandlesAsync(SpaApp, browser);
        foreach (var (takes, open) in Places(Spa, null))
        {
            var whole = handles[takes];
            var forged = Enumerable.Range(0, whole.Length).Select(at => whole[..at] + (whole[at] == 'A' ? 'B' : 'A') + whole[(at + 1)..])
                .Concat(Enumerable.Range(0, whole.Length).Select(length => whole[..length]))
                .Concat([whole + "A", whole + "=", "A" + whole, whole + whole, whole.ToUpperInvariant()])
                .Where(text => text.Length > 0 && text != whole).ToList();
            await Parallel.ForEachAsync(forged, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Ct }, async (text, _) =>
                Assert.False(await open(text), $"{takes} as {text.Length} of {whole.Length} characters"));
            Assert.True(await open(whole), $"the whole {takes}");
        }
    }

    [Fact, Trait("Attack", "40")]
    public async Task Attack_40_a_Data_Protection_that_skips_the_check_stops_the_start_and_a_changed_cookie_is_nothing()
    {
        foreach (var unsound in new[] { "10.0.0", "10.0.6", "9.0.5", "0.0" })
        {
            Assert.Throws<Vestibule.Server.SetupException>(() => Vestibule.Server.Keys.Sealing.RefuseUnsoundDataProtection(Version.Parse(unsound)));
        }

        Vestibule.Server.Keys.Sealing.RefuseUnsoundDataProtection(new Version(10, 0, 7));
        Vestibule.Server.Keys.Sealing.RefuseUnsoundDataProtection(Vestibule.Server.Keys.Sealing.LoadedVersion());

        using var browser = Browser();
        await browser.SignInAsync(UserName, Password);
        var bytes = System.Buffers.Text.Base64Url.DecodeFromChars(browser.Cookies[BrowserCookies.Session].AsSpan(7));
        for (var at = 0; at < bytes.Length; at++)
        {
            bytes[at] ^= 0x10;
            browser.Cookies[BrowserCookies.Session] = "vst_se_" + System.Buffers.Text.Base64Url.EncodeToString(bytes);
            Assert.Equal(HttpStatusCode.OK, (await browser.OpenAsync()).Status);
            bytes[at] ^= 0x10;
        }

        browser.Cookies[BrowserCookies.Session] = "vst_se_" + System.Buffers.Text.Base64Url.EncodeToString(bytes);
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.OpenAsync()).Status);
    }

    /// <summary>The image of a folder at a moment is what a killed process leaves behind.</summary>
    [Fact, Trait("Attack", "3")]
    public async Task Attack_03_what_was_spent_stays_spent_on_what_a_killed_server_leaves_behind()
    {
        var code = await CodeAsync();
        var first = (await SpaApp.RedeemAsync(code)).Text("refresh_token");
        var second = (await SpaApp.RefreshAsync(first)).Text("refresh_token");
        var third = (await SpaApp.RefreshAsync(second)).Text("refresh_token");
        var (revoked, _) = await SpaApp.SignInAsync(UserName, Password);
        await SpaApp.RevokeAsync(revoked);

        var image = Directory.CreateTempSubdirectory("vestibule-killed-").FullName;
        foreach (var file in Directory.GetFiles(Server.Options.Folder!)) File.Copy(file, Path.Combine(image, Path.GetFileName(file)));
        await using var risen = await AuthServer.StartAsync(
            new AuthServerOptions { Folder = image, DeleteFolder = true, Now = Server.Clock.GetUtcNow() }, Ct);
        // The site answers under the address that it was made with.
        var app = new WorkplaceApp(risen, Spa) { Host = new Uri(Server.Url).Authority };
        IsRefused(await app.TokenInfoAsync(revoked), HttpStatusCode.Unauthorized, "invalid_token");
        IsRefused(await app.RefreshAsync(first), HttpStatusCode.BadRequest, "invalid_grant");
        IsRefused(await app.RefreshAsync(third), HttpStatusCode.BadRequest, "invalid_grant");
        IsRefused(await app.RedeemAsync(code), HttpStatusCode.BadRequest, "invalid_grant");
    }

    [Theory, Trait("Attack", "8")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Attack_08_a_revocation_that_the_storage_lost_is_503_and_the_token_is_still_live(bool byRefreshToken)
    {
        var (access, refresh) = await SpaApp.SignInAsync(UserName, Password);
        using (Server.BreakStorage())
        {
            IsRefused(await SpaApp.RevokeAsync(byRefreshToken ? refresh : access), HttpStatusCode.ServiceUnavailable, "temporarily_unavailable");
            Assert.True(await IsLiveAsync(access));
        }

        Assert.True(await IsLiveAsync(access));
        Assert.Equal(HttpStatusCode.OK, (await SpaApp.RevokeAsync(byRefreshToken ? refresh : access)).Status);
        Assert.False(await IsLiveAsync(access));
    }

    [Fact, Trait("Attack", "12")]
    public async Task Attack_12_revoking_a_refresh_token_kills_every_access_token_of_its_family()
    {
        var (first, refresh) = await SpaApp.SignInAsync(UserName, Password);
        var family = new List<string> { first };
        for (var generation = 0; generation < 5; generation++)
        {
            var renewed = await SpaApp.RefreshAsync(refresh);
            refresh = renewed.Text("refresh_token");
            family.Add(renewed.Text("access_token"));
        }

        await SpaApp.RevokeAsync(refresh);
        foreach (var access in family) Assert.False(await IsLiveAsync(access));
    }

    [Fact, Trait("Attack", "46")]
    public async Task Attack_46_codes_and_tokens_end_exactly_when_they_say()
    {
        string[] codes = [await CodeAsync(), await CodeAsync(), await CodeAsync()];
        var access = (await SpaApp.SignInAsync(UserName, Password)).AccessToken;
        var life = TimeSpan.FromMinutes(5);
        var tick = TimeSpan.FromMilliseconds(1);
        Server.Clock.Advance(life - tick);
        Assert.True((await SpaApp.RedeemAsync(codes[0])).Succeeded);
        Server.Clock.Advance(tick);
        IsRefused(await SpaApp.RedeemAsync(codes[1]), HttpStatusCode.BadRequest, "invalid_grant");
        Server.Clock.Advance(tick);
        IsRefused(await SpaApp.RedeemAsync(codes[2]), HttpStatusCode.BadRequest, "invalid_grant");
        Server.Clock.Advance(TimeSpan.FromMinutes(55) - tick - tick);
        Assert.True(await IsLiveAsync(access));
        Server.Clock.Advance(tick);
        Assert.False(await IsLiveAsync(access));
    }

    /// <summary>What takes a handle: its kind, and whether it opens there.</summary>
    private IEnumerable<(string Takes, Func<string, Task<bool>> Opens)> Places(RegisteredClient client, string? host)
    {
        var app = new WorkplaceApp(Server, client) { Host = host };
        yield return ("access", async handle => (await app.TokenInfoAsync(handle)).Succeeded);
        yield return ("access", async handle => (await app.MeAsync(handle)).Succeeded);
        yield return ("access", async handle => (await app.MeAsync(handle, "x-access-token")).Succeeded);
        yield return ("access", async handle => (await app.MeAsync(handle, "x-auth-token")).Succeeded);
        yield return ("session", handle => IsSignedInAsync(client, host, handle));
        yield return ("code", async handle => (await app.RedeemAsync(handle)).Succeeded);
        yield return ("refresh", async handle => (await app.RefreshAsync(handle)).Succeeded);
    }

    private async Task<bool> IsSignedInAsync(RegisteredClient client, string? host, string cookie)
    {
        using var browser = Browser(client, host);
        browser.Cookies[BrowserCookies.Session] = cookie;
        return (await browser.OpenAsync()).Status == HttpStatusCode.SeeOther;
    }

    private static async Task<Dictionary<string, string>> HandlesAsync(WorkplaceApp app, SignInPage browser)
    {
        var (access, refresh) = await app.SignInAsync(UserName, Password);
        return new Dictionary<string, string>
        {
            ["access"] = access,
            ["refresh"] = refresh,
            ["code"] = (await app.AuthAsync(UserName, Password)).Text("code"),
            ["session"] = browser.Cookies.First(cookie => cookie.Key.EndsWith(BrowserCookies.Session, StringComparison.Ordinal)).Value,
            ["known browser"] = browser.Cookies.First(cookie => cookie.Key.EndsWith(BrowserCookies.KnownBrowser, StringComparison.Ordinal)).Value,
        };
    }
}
