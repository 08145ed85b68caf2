using Browser.Tests.Setting;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests;

/// <summary>Where the sign-in page must not lead, and how it says so (W-20, W-22, W-23).</summary>
public sealed class RefusalTests(Chromium chromium)
{
    [Theory]
    [InlineData("response_type")]
    [InlineData("client_id")]
    [InlineData("redirect_uri")]
    [InlineData("scope")]
    [InlineData("state")]
    public async Task Without_one_of_the_five_parameters_the_page_says_which(string missing)
    {
        await using var scene = await Scene.SetAsync(chromium);
        var url = scene.LoginUrl();
        var response = await scene.Page.GotoAsync(url.Replace(missing + "=", "other=", StringComparison.Ordinal));
        Assert.Equal(400, response!.Status);
        await Expect(scene.Page.GetByRole(AriaRole.Main)).ToContainTextAsync($"The address lacks {missing}.");
        await Expect(scene.Page.Locator("form")).ToHaveCountAsync(0);
        scene.Complaints.AssertNone();
    }

    [Fact]
    public async Task An_unknown_client_gets_a_page_and_no_redirect()
    {
        await using var scene = await Scene.SetAsync(chromium);
        var response = await scene.Page.GotoAsync(scene.LoginUrl().Replace(scene.Client.Id, "nobody", StringComparison.Ordinal));
        Assert.Equal(400, response!.Status);
        await Expect(scene.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("This application is not known here");
        Assert.StartsWith(scene.Server.Url, scene.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_URI_that_is_not_registered_gets_a_page_and_no_redirect()
    {
        await using var scene = await Scene.SetAsync(chromium);
        var response = await scene.OpenLoginAsync(redirectUri: scene.App.RedirectUri + "/");
        Assert.Equal(400, response.Status);
        await Expect(scene.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("This sign-in link does not work");
        Assert.StartsWith(scene.Server.Url, scene.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_other_error_goes_back_to_the_app_in_the_fragment()
    {
        await using var scene = await Scene.SetAsync(chromium);
        await scene.Page.GotoAsync(scene.LoginUrl("a&b").Replace("response_type=code", "response_type=token", StringComparison.Ordinal));
        var answer = await scene.ArriveAsync();
        Assert.Equal("unsupported_response_type", answer["error"]);
        Assert.Equal("a&b", answer["state"]);
        Assert.Equal(answer, await scene.ReadByScriptAsync());
    }

    [Fact]
    public async Task The_page_cannot_be_framed()
    {
        await using var scene = await Scene.SetAsync(chromium, null, ("/thief", """<!DOCTYPE html><html lang="en"><title>Thief</title><iframe id="own"></iframe><iframe id="login"></iframe></html>"""));
        await scene.Page.GotoAsync(scene.App.Origin + "/thief");
        // A page that may be framed shows that this test would see one.
        Assert.Contains("answer", await FramedAsync(scene.Page, "own", scene.App.RedirectUri + "#code=1"), StringComparison.Ordinal);
        Assert.DoesNotContain("password", await FramedAsync(scene.Page, "login", scene.LoginUrl()), StringComparison.OrdinalIgnoreCase);
        Assert.Contains(scene.Complaints.All, complaint => complaint.Contains("frame-ancestors 'none'", StringComparison.Ordinal)
            || complaint.Contains("ERR_BLOCKED_BY_RESPONSE", StringComparison.Ordinal));
    }

    [Theory, InlineData(null), InlineData("form-action 'self'")]
    public async Task A_custom_scheme_is_not_stopped_by_the_policy(string? stricterPolicy)
    {
        await using var scene = await Scene.SetAsync(chromium);
        // With a stricter policy Chromium stops the way to the app: that shows that this test would notice.
        if (stricterPolicy is not null) await TightenAsync(scene.Page, stricterPolicy);

        await scene.OpenLoginAsync(redirectUri: "com.example.app:/cb");
        if (stricterPolicy is not null)
        {
            var complaint = scene.Page.WaitForConsoleMessageAsync(new() { Predicate = message => message.Text.Contains("form-action", StringComparison.Ordinal) });
            await scene.FillAndPressAsync();
            Assert.Contains("The request has been blocked", (await complaint).Text, StringComparison.Ordinal);
            return;
        }

        // Chromium then hands the address to the system, which has no such app here; that it set out for it is what counts.
        var navigation = scene.Page.WaitForRequestAsync("com.example.app:/cb");
        var response = await scene.SubmitAsync();
        Assert.StartsWith("com.example.app:/cb#code=", await response.HeaderValueAsync("location"), StringComparison.Ordinal);
        Assert.True((await navigation).IsNavigationRequest);
        Assert.DoesNotContain(scene.Complaints.All, complaint => complaint.Contains("form-action", StringComparison.Ordinal));
    }

    /// <summary>Adds a directive to the policy of the page that is shown.</summary>
    private static Task<IAsyncDisposable> TightenAsync(IPage page, string directive) => page.RouteAsync("**/login.html?**", async route =>
    {
        if (route.Request.Method != "GET")
        {
            await route.ContinueAsync();
            return;
        }

        var response = await route.FetchAsync();
        var headers = response.Headers.ToDictionary(header => header.Key, header => header.Value);
        headers["content-security-policy"] += "; " + directive;
        await route.FulfillAsync(new() { Response = response, Headers = headers });
    });

    private static async Task<string> FramedAsync(IPage page, string id, string url)
    {
        await page.EvalOnSelectorAsync("#" + id, "(frame, url) => new Promise(done => { frame.onload = done; frame.src = url; })", url);
        var frame = await (await page.QuerySelectorAsync("#" + id))!.ContentFrameAsync();
        return await frame!.ContentAsync();
    }
}
