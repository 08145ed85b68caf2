using Browser.Tests.Setting;
using Microsoft.Playwright;
using Vestibule.Testing;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests;

/// <summary>An employee signs in at <c>/login.html</c> in a real browser (W-20 to W-24).</summary>
public sealed class SignInTests(Chromium chromium)
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task With_and_without_JavaScript_the_code_arrives_in_the_fragment_and_gives_tokens(bool javaScript)
    {
        await using var scene = await Scene.SetAsync(chromium, new() { JavaScriptEnabled = javaScript });
        var answer = await scene.SignInAsync();

        Assert.Equal(["code", "appCode", "state", "iss"], answer.Keys);
        Assert.Equal(scene.Client.Client.AppCode, answer["appCode"]);
        Assert.Equal(scene.Server.Url, answer["iss"]);
        if (javaScript) Assert.Equal(answer, await scene.ReadByScriptAsync());
        var tokens = await new WorkplaceApp(scene.Server, scene.Client).RedeemAsync(answer["code"]);
        Assert.True(tokens.Succeeded, tokens.Error);
        scene.Complaints.AssertNone();
    }

    [Theory]
    [InlineData("a&b=c+d%25 e#f?g")]
    [InlineData("Grüße aus Łódź, 東京 👋🏽")]
    [InlineData("""{"page":"/rooms?floor=2&x=\"1\"","n":[1,2]}""")]
    [InlineData("%26%3D+%2B")]
    [InlineData("")]
    public async Task State_comes_back_as_it_was_sent(string state)
    {
        await using var scene = await Scene.SetAsync(chromium);
        var answer = await scene.SignInAsync(state);
        Assert.Equal(state, answer["state"]);
        Assert.Equal(state, (await scene.ReadByScriptAsync())["state"]);
    }

    [Fact]
    public async Task A_wrong_password_is_announced_and_the_user_name_stays()
    {
        await using var scene = await Scene.SetAsync(chromium);
        await scene.OpenLoginAsync();
        Assert.Equal(401, (await scene.SubmitAsync(password: "not the password")).Status);

        await Expect(scene.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("The user name or the password is not right. Check both and try again.");
        await Expect(scene.Page).ToHaveTitleAsync("Error: Sign in – Acme Workplace");
        await Expect(scene.Page.GetByLabel("User name")).ToHaveValueAsync(Scene.UserName);
        var password = scene.Page.GetByLabel("Password");
        await Expect(password).ToHaveValueAsync("");
        await Expect(password).ToBeFocusedAsync();
        await Expect(password).ToHaveAccessibleDescriptionAsync("The user name or the password is not right. Check both and try again.");

        Assert.Equal(303, (await scene.SubmitAsync()).Status);
        Assert.NotEmpty((await scene.ArriveAsync())["code"]);
        scene.Complaints.AssertNone();
    }

    [Fact]
    public async Task Too_many_tries_are_throttled_with_the_time_to_wait()
    {
        await using var scene = await Scene.SetAsync(chromium);
        var app = new WorkplaceApp(scene.Server, scene.Client);
        for (var tries = 0; tries < 10; tries++) await app.AuthAsync(Scene.UserName, "wrong");

        await scene.OpenLoginAsync();
        var response = await scene.SubmitAsync();
        Assert.Equal(429, response.Status);
        Assert.Equal("90", await response.HeaderValueAsync("Retry-After"));
        await Expect(scene.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Too many attempts. Wait 90 seconds, then try again.");

        scene.Server.Clock.Advance(TimeSpan.FromSeconds(90));
        Assert.Equal(303, (await scene.SubmitAsync()).Status);
        Assert.NotEmpty((await scene.ArriveAsync())["code"]);
    }

    [Fact]
    public async Task A_live_session_is_redirected_at_once_and_prompt_login_asks_again()
    {
        await using var scene = await Scene.SetAsync(chromium);
        var first = await scene.SignInAsync("first");

        await scene.OpenLoginAsync("second");
        var second = await scene.ArriveAsync();
        Assert.Equal("second", second["state"]);
        Assert.NotEqual(first["code"], second["code"]);

        await scene.OpenLoginAsync("third", "&prompt=login");
        await Expect(scene.Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await scene.SubmitAsync();
        Assert.Equal("third", (await scene.ArriveAsync())["state"]);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task After_signing_out_the_screen_asks_again(bool javaScript)
    {
        await using var scene = await Scene.SetAsync(chromium, new() { JavaScriptEnabled = javaScript });
        await scene.SignInAsync();

        await scene.Page.GotoAsync(scene.Server.Url + "/logout.html");
        await Expect(scene.Page.GetByText("You are signed in as alice.")).ToBeVisibleAsync();
        await scene.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(scene.Page.GetByRole(AriaRole.Heading, new() { Name = "You are signed out" })).ToBeVisibleAsync();

        await scene.OpenLoginAsync();
        await Expect(scene.Page.GetByLabel("Password")).ToBeVisibleAsync();
        scene.Complaints.AssertNone();
    }

    [Fact]
    public async Task The_keyboard_alone_is_enough()
    {
        await using var scene = await Scene.SetAsync(chromium);
        await scene.OpenLoginAsync();
        await Expect(scene.Page.GetByLabel("User name")).ToBeFocusedAsync();
        await scene.Page.Keyboard.TypeAsync(Scene.UserName);
        await scene.Page.Keyboard.PressAsync("Tab");
        await Expect(scene.Page.GetByLabel("Password")).ToBeFocusedAsync();
        await scene.Page.Keyboard.TypeAsync(Scene.Password);
        await scene.Page.Keyboard.PressAsync("Tab");
        var button = scene.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" });
        await Expect(button).ToBeFocusedAsync();
        Assert.True(await button.EvaluateAsync<bool>("it => it.matches(':focus-visible') && getComputedStyle(it).outlineStyle !== 'none'"));
        await scene.Page.Keyboard.PressAsync("Enter");
        Assert.NotEmpty((await scene.ArriveAsync())["code"]);
    }
}
