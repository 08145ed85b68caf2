using Vestibule.Engine.Model.Sites;

namespace Engine.Tests.Sites;

[Trait("Rule", "S-2")]
public sealed class SiteHostTests
{
    [Theory]
    [InlineData("Login.Example.COM", "login.example.com")]
    [InlineData("login.example.com:443", "login.example.com")]
    [InlineData("login.example.com:80", "login.example.com")]
    [InlineData("login.example.com.", "login.example.com")]
    [InlineData("login.example.com.:443", "login.example.com")]
    [InlineData("login.example.com:8443", "login.example.com:8443")]
    [InlineData("login.example.com:4430", "login.example.com:4430")]
    [InlineData("[::1]:8080", "[::1]:8080")]
    public void Attack_37_A_host_has_one_spelling(string written, string canonical)
    {
        Assert.Equal(canonical, SiteHost.Canonical(written));
        Assert.Equal(canonical, SiteHost.Canonical(canonical));
    }

    [Theory, Trait("Rule", "W-7")]
    [InlineData("https://login.example.com")]
    [InlineData("https://login.example.com:8443")]
    [InlineData("http://localhost:8080")]
    [InlineData("http://127.0.0.1:8080")]
    [InlineData("http://[::1]:8080")]
    public void A_site_lives_at_https_or_on_loopback(string url) => Assert.Null(SiteHost.Refuses(url));

    [Theory, Trait("Rule", "W-7")]
    [InlineData("login.example.com")]
    [InlineData("")]
    [InlineData("http://login.example.com")]
    [InlineData("ftp://login.example.com")]
    [InlineData("https://login.example.com/")]
    [InlineData("https://login.example.com/path")]
    [InlineData("https://login.example.com?x")]
    [InlineData("https://Login.example.com")]
    [InlineData("https://login.example.com:443")]
    [InlineData("https://user@login.example.com")]
    [InlineData("https://user:pw@login.example.com")]
    [InlineData("/login")]
    public void Anything_else_is_no_address_of_a_site(string url) => Assert.NotNull(SiteHost.Refuses(url));

    [Fact]
    public void On_loopback_a_site_answers_for_every_spelling_of_it_and_for_a_host_without_its_port() => Assert.Equal(
        ["localhost:8080", "127.0.0.1:8080", "[::1]:8080", "localhost"], NewSite.HostsOf("http://localhost:8080"));

    [Fact]
    public void Elsewhere_it_answers_for_its_own_host_alone() => Assert.Equal(["login.example.com"], NewSite.HostsOf("https://login.example.com"));
}
