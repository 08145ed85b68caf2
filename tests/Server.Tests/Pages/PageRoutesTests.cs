using System.Net;

namespace Server.Tests.Pages;

/// <summary>The other pages, their headers and their stylesheets on a real server.</summary>
public sealed class PageRoutesTests(PagesServer server) : IClassFixture<PagesServer>
{
    private const string Policy = "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'";

    [Theory]
    [InlineData("/", 200, "; form-action 'none'")]
    [InlineData("/logout.html", 200, "; form-action 'self'")]
    [InlineData("/errors", 200, "; form-action 'none'")]
    [InlineData("/errors/invalid_grant", 200, "; form-action 'none'")]
    [InlineData("/errors/no_such_error", 404, "; form-action 'none'")]
    [InlineData("/errors/%3Cscript%3E", 404, "; form-action 'none'")]
    [InlineData("/nowhere/at/all", 404, "; form-action 'none'")]
    [InlineData("/login.html", 400, "; form-action 'none'")]
    [InlineData("login", 200, "")]
    public async Task Every_page_carries_the_headers_of_a_page(string path, int status, string formAction)
    {
        using var browser = server.OpenBrowser();
        var shown = await browser.GetAsync(path == "login" ? PagesServer.LoginPath() : path);
        Assert.Equal(status, (int)shown.Status);
        Assert.Equal(Policy + formAction, shown.Header("Content-Security-Policy"));
        Assert.Equal("no-store", shown.Header("Cache-Control"));
        Assert.Equal("no-referrer", shown.Header("Referrer-Policy"));
        Assert.Equal("nosniff", shown.Header("X-Content-Type-Options"));
        Assert.Equal("DENY", shown.Header("X-Frame-Options"));
        Assert.Equal("text/html; charset=utf-8", shown.Header("Content-Type"));
        Assert.Equal(status >= 400, shown.Page.Title!.StartsWith("Error: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Signing_out_asks_first_then_ends_the_session()
    {
        using var browser = server.OpenBrowser();
        Assert.Empty((await browser.GetAsync("/logout.html")).Page.QuerySelectorAll("form"));
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SignInAsync("erika", PagesServer.Password)).Status);
        var asked = await browser.GetAsync("/logout.html");
        Assert.Contains("erika", asked.Page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        var refused = await browser.PostAsync("/logout.html", ("form_token", "forged"));
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.NotNull(refused.Page.QuerySelector("[role=alert]"));
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.GetAsync(PagesServer.LoginPath())).Status);

        var done = await browser.PostAsync("/logout.html", ("form_token", asked.Token!));
        Assert.Equal("You are signed out", done.Page.QuerySelector("h1")!.TextContent);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(PagesServer.LoginPath())).Status);
    }

    [Fact]
    public async Task Every_link_of_the_front_page_and_of_the_error_list_leads_to_a_page()
    {
        using var browser = server.OpenBrowser();
        foreach (var path in new[] { "/", "/errors" })
        {
            var links = (await browser.GetAsync(path)).Page.QuerySelectorAll("main a").Select(link => link.GetAttribute("href")!).ToArray();
            Assert.NotEmpty(links);
            foreach (var link in links) Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(link)).Status);
        }
    }

    [Fact]
    public async Task Stylesheets_are_cached_for_good_under_their_version_and_checked_under_any_other()
    {
        using var browser = server.OpenBrowser();
        var addresses = (await browser.GetAsync("/")).Page.QuerySelectorAll("link[rel=stylesheet]").Select(link => link.GetAttribute("href")!).ToArray();
        Assert.Equal(2, addresses.Length);
        foreach (var address in addresses)
        {
            var shown = await browser.GetAsync(address);
            Assert.Equal(HttpStatusCode.OK, shown.Status);
            Assert.Equal("text/css; charset=utf-8", shown.Header("Content-Type"));
            Assert.Equal("public, max-age=31536000, immutable", shown.Header("Cache-Control"));
            Assert.Equal("nosniff", shown.Header("X-Content-Type-Options"));
            Assert.Equal("no-cache", (await browser.GetAsync(address + "0")).Header("Cache-Control"));

            var again = new HttpRequestMessage(HttpMethod.Get, address);
            again.Headers.IfNoneMatch.Add(shown.Response.Headers.ETag!);
            Assert.Equal(HttpStatusCode.NotModified, (await browser.SendAsync(again)).Status);
        }

        Assert.Contains("--accent: #c2185b;", (await browser.GetAsync("/assets/site.css")).Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nobody.example.com")]
    [InlineData("999.999.999.999:8080")]
    [InlineData("x_y")]
    public async Task A_host_that_is_nobodys_is_a_page_for_browsers_and_a_line_for_programs_and_is_not_repeated(string host)
    {
        using var browser = server.OpenBrowser();
        foreach (var accept in new[] { "text/html", "*/*" })
        {
            var request = new HttpRequestMessage(HttpMethod.Get, PagesServer.LoginPath());
            request.Headers.Host = host;
            request.Headers.TryAddWithoutValidation("Accept", accept);
            var shown = await browser.SendAsync(request);
            Assert.Equal(HttpStatusCode.NotFound, shown.Status);
            Assert.DoesNotContain(host, shown.Html, StringComparison.Ordinal);
            Assert.Equal(accept == "text/html", shown.Html.StartsWith("<!DOCTYPE html>", StringComparison.Ordinal));
            if (accept != "text/html") continue;

            var stylesheet = new HttpRequestMessage(HttpMethod.Get, shown.Page.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href"));
            stylesheet.Headers.Host = host;
            Assert.Equal(HttpStatusCode.OK, (await browser.SendAsync(stylesheet)).Status);
        }
    }

    [Fact]
    public async Task HEAD_answers_like_GET_without_a_body()
    {
        using var browser = server.OpenBrowser();
        var shown = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/errors/invalid_grant"));
        Assert.Equal(HttpStatusCode.OK, shown.Status);
        Assert.Equal("", shown.Html);
        Assert.True(shown.Response.Content.Headers.ContentLength > 1000);
    }
}
