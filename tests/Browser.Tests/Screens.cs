using Browser.Tests.Setting;
using Microsoft.Playwright;
using Xunit;

namespace Browser.Tests;

/// <summary>Pictures of the pages for <c>docs/screens</c>, made by <c>eng/screens</c>; not part of a test run.</summary>
public sealed class Screens(Chromium chromium)
{
    public static TheoryData<string, string, int, int, ColorScheme> Pictures => new()
    {
        { "login-phone", "login", 390, 780, ColorScheme.Light },
        { "login-phone-dark", "login", 390, 780, ColorScheme.Dark },
        { "login-narrow", "login-error", 320, 640, ColorScheme.Light },
        { "login-desktop", "login", 1280, 800, ColorScheme.Light },
        { "login-desktop-dark", "login", 1280, 800, ColorScheme.Dark },
        { "login-error", "login-error", 1280, 800, ColorScheme.Light },
        { "login-error-dark", "login-error", 390, 780, ColorScheme.Dark },
        { "sign-out", "sign-out", 1280, 800, ColorScheme.Light },
        { "signed-out", "signed-out", 390, 780, ColorScheme.Light },
        { "client-unknown", "client-unknown", 1280, 800, ColorScheme.Light },
        { "parameter-missing", "parameter-missing", 390, 780, ColorScheme.Dark },
        { "errors", "errors", 1280, 800, ColorScheme.Light },
        { "error", "error", 1280, 800, ColorScheme.Dark },
    };

    [Theory(Explicit = true), MemberData(nameof(Pictures))]
    public async Task Picture(string file, string page, int width, int height, ColorScheme scheme)
    {
        await using var scene = await Scene.SetAsync(chromium, new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme });
        await EveryPage.OpenAsync(scene, page);
        // The port is another one each time, and the picture should not be.
        await scene.Page.Locator(".foot-host").EvaluateAsync("host => { host.textContent = 'login.acme.example'; }");
        await scene.Page.EvaluateAsync("Array.from(document.querySelectorAll('code')).forEach(it => { it.textContent = it.textContent.replace(/127\\.0\\.0\\.1:\\d+/, 'login.acme.example'); })");
        var picture = await scene.Page.ScreenshotAsync(new() { Path = Repository.PathOf("docs", "screens", file + ".png"), Caret = ScreenshotCaret.Hide });
        Assert.NotEmpty(picture);
    }
}
