using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Vestibule.Engine.Model.Sites;
using Vestibule.Server.Pages;
using Vestibule.Server.Pages.Errors;

namespace Server.Tests.Pages;

/// <summary>Pages and form tokens where no whole server is needed to see them.</summary>
public sealed class PageResultTests : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddLogging().AddPages()
        .AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>().BuildServiceProvider();

    [Theory]
    [InlineData(500, "Something went wrong on our side")]
    [InlineData(503, "Not available at the moment")]
    [InlineData(413, "The request could not be read")]
    [InlineData(400, "The request could not be read")]
    public async Task A_failure_is_a_page_with_its_status_and_a_reference(int status, string heading)
    {
        var http = NewContext();
        http.TraceIdentifier = "trace-4711";
        await ErrorPages.Failure(http, status).ExecuteAsync(http);
        Assert.Equal(status, http.Response.StatusCode);
        var page = Rendered.Parse(Encoding.UTF8.GetString(((MemoryStream)http.Response.Body).ToArray()));
        Assert.Equal(heading, page.QuerySelector("h1")!.TextContent);
        Assert.Equal("trace-4711", page.QuerySelector("dd code")!.TextContent);
    }

    [Theory]
    [InlineData("https://login.example.com", "__Host-vestibule_form=", true)]
    [InlineData("http://localhost:8080", "vestibule_form=", false)]
    public async Task The_form_cookie_fits_the_site_and_its_token_comes_back_valid(string url, string name, bool secure)
    {
        var site = PageSample.SiteNamed("Acme") with { Url = url };
        var tokens = services.GetRequiredService<FormTokens>();
        var shown = NewContext();
        var token = tokens.Issue(shown, site);
        var cookie = Assert.Single(shown.Response.Headers.SetCookie)!;
        Assert.StartsWith(name, cookie, StringComparison.Ordinal);
        Assert.Equal(secure, cookie.Contains("; secure", StringComparison.Ordinal));
        Assert.Contains("; path=/; ", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=lax; httponly", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("domain=", cookie, StringComparison.Ordinal);

        Assert.True(await tokens.IsValidAsync(Posted(cookie, token), site));
        Assert.False(await tokens.IsValidAsync(Posted("", token), site));
        Assert.False(await tokens.IsValidAsync(Posted(cookie, token), OtherKindOf(site)));
    }

    public void Dispose() => services.Dispose();

    private static Site OtherKindOf(Site site) =>
        site with { Url = site.Url.StartsWith("https", StringComparison.Ordinal) ? "http://localhost:8080" : "https://login.example.com" };

    private DefaultHttpContext Posted(string cookie, FormToken token)
    {
        var http = NewContext();
        http.Request.Method = HttpMethods.Post;
        http.Request.Headers.Cookie = cookie.Split(';')[0];
        http.Request.Form = new FormCollection(new() { [token.Name] = token.Value });
        return http;
    }

    private DefaultHttpContext NewContext() => new() { RequestServices = services, Response = { Body = new MemoryStream() } };
}
