using System.Collections.Concurrent;
using Browser.Tests.Setting;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace Browser.Tests;

/// <summary>Every page on a narrow phone, in light and dark, for everybody, and light to load (W-23).</summary>
public sealed class LookTests(Chromium chromium)
{
    public static TheoryData<string> Pages => EveryPage.Names;

    public static TheoryData<string, ColorScheme> PagesInLightAndDark =>
        [.. EveryPage.Names.SelectMany(page => new[] { (page.Data, ColorScheme.Light), (page.Data, ColorScheme.Dark) })];

    [Theory, MemberData(nameof(PagesInLightAndDark))]
    public async Task Axe_finds_nothing(string page, ColorScheme scheme)
    {
        await using var scene = await Scene.SetAsync(chromium, new() { ColorScheme = scheme });
        await EveryPage.OpenAsync(scene, page);
        var found = await scene.Page.RunAxe();
        Assert.Empty(found.Violations.Select(violation => $"{violation.Id}: {violation.Help}: {string.Join(", ", violation.Nodes.Select(node => node.Html))}"));
        Assert.NotEmpty(found.Passes);
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task Nothing_is_wider_than_a_phone_of_320_pixels_and_the_console_stays_empty(string page)
    {
        await using var scene = await Scene.SetAsync(chromium, new() { ViewportSize = new() { Width = 320, Height = 568 } });
        await EveryPage.OpenAsync(scene, page);
        Assert.Equal(320, await scene.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        scene.Complaints.AssertNone();
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task A_person_who_prefers_dark_gets_dark(string page)
    {
        await using var scene = await Scene.SetAsync(chromium, new() { ColorScheme = ColorScheme.Light });
        await EveryPage.OpenAsync(scene, page);
        var light = await LightnessAsync(scene.Page);
        await scene.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        var dark = await LightnessAsync(scene.Page);
        Assert.True(light > 200 && dark < 60, $"The background's lightness is {light} in light and {dark} in dark, of 255.");
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task Page_and_styles_weigh_less_than_50_kB_and_come_from_this_server_alone(string page)
    {
        await using var scene = await Scene.SetAsync(chromium);
        await EveryPage.OpenAsync(scene, page);
        var responses = new ConcurrentQueue<IResponse>();
        scene.Page.Response += (_, response) => responses.Enqueue(response);
        // Opened in a fresh browser, so that nothing comes from its cache.
        await using var fresh = await chromium.NewContextAsync();
        var other = await fresh.NewPageAsync();
        other.Response += (_, response) => responses.Enqueue(response);
        await other.GotoAsync(scene.Page.Url, new() { WaitUntil = WaitUntilState.NetworkIdle });

        var weight = 0;
        foreach (var response in responses) weight += (await response.BodyAsync()).Length;
        Assert.InRange(weight, 1_000, 50_000);
        Assert.All(responses, response => Assert.StartsWith(scene.Server.Url, response.Url, StringComparison.Ordinal));
        Assert.All(responses, response => Assert.Contains(response.Request.ResourceType, (string[])["document", "stylesheet"]));
    }

    private static Task<double> LightnessAsync(IPage page) => page.EvaluateAsync<double>(
        "Math.max(...getComputedStyle(document.body).backgroundColor.match(/[\\d.]+/g).slice(0, 3).map(Number))");
}
