using System.Text;
using AngleSharp.Dom;
using Vestibule.Server.Pages.Look;

namespace Server.Tests.Pages;

/// <summary>What holds of every page (S-13, W-23), with hostile text in every place that text from outside can reach.</summary>
public sealed class EveryPageTests
{
    private const int MostBytes = 50_000;

    public static TheoryData<string> Names => [.. PageSample.All().Select(entry => entry.Name)];

    [Theory, MemberData(nameof(Names))]
    public async Task No_page_has_a_script_or_an_inline_style(string name)
    {
        var page = await ParsedAsync(name);
        Assert.Empty(page.QuerySelectorAll("script, style, iframe, object, embed, base, svg, [style], [srcdoc], meta[http-equiv]"));
        Assert.DoesNotContain(page.All.SelectMany(element => element.Attributes), attribute => attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase));
        Assert.Empty(page.QuerySelectorAll("img"));
        Assert.DoesNotContain(page.Links, link => link.GetAttribute("href")!.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase));
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Every_page_has_its_language_its_landmarks_and_one_heading_of_the_first_level(string name)
    {
        var page = await ParsedAsync(name);
        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.Single(page.QuerySelectorAll("main"));
        Assert.Single(page.QuerySelectorAll("header"));
        Assert.Single(page.QuerySelectorAll("footer"));
        Assert.Equal("#main", page.QuerySelector("body > a")!.GetAttribute("href"));
        Assert.Equal("width=device-width, initial-scale=1", page.QuerySelector("meta[name=viewport]")!.GetAttribute("content"));
        Assert.NotEqual("", page.QuerySelector("h1")!.TextContent.Trim());
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Every_id_is_unique_and_every_reference_leads_to_one(string name)
    {
        var page = await ParsedAsync(name);
        var ids = page.QuerySelectorAll("[id]").Select(element => element.Id!).ToArray();
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(page.QuerySelectorAll("[aria-describedby]"), element => Assert.Contains(element.GetAttribute("aria-describedby")!, ids));
        Assert.All(page.QuerySelectorAll("[aria-labelledby]"), element => Assert.Contains(element.GetAttribute("aria-labelledby")!, ids));
        Assert.All(page.QuerySelectorAll("label"), label => Assert.Contains(label.GetAttribute("for")!, ids));
        Assert.All(page.QuerySelectorAll("input:not([type=hidden])"), input => Assert.NotNull(page.QuerySelector($"label[for={input.Id}]")));
    }

    [Theory, MemberData(nameof(Names))]
    public async Task A_page_with_its_stylesheets_stays_small(string name)
    {
        var (_, type, parameters) = PageSample.All().Single(entry => entry.Name == name);
        var html = Encoding.UTF8.GetByteCount(await Rendered.HtmlAsync(type, parameters));
        Assert.InRange(html + PageAssets.Stylesheet.Length + SiteStylesheet.Of(null).Content.Length, 1_000, MostBytes);
    }

    private static async Task<IDocument> ParsedAsync(string name)
    {
        var (_, type, parameters) = PageSample.All().Single(entry => entry.Name == name);
        return Rendered.Parse(await Rendered.HtmlAsync(type, parameters));
    }
}
