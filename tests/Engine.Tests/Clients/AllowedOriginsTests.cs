using Vestibule.Engine.Model.Clients;

namespace Engine.Tests.Clients;

[Trait("Rule", "W-5")]
public sealed class AllowedOriginsTests
{
    [Theory]
    [InlineData("https://app.example.com/cb", "https://app.example.com")]
    [InlineData("https://app.example.com:443/cb", "https://app.example.com")]
    [InlineData("https://app.example.com:8443/cb?x", "https://app.example.com:8443")]
    [InlineData("https://App.Example.com/cb", "https://app.example.com")]
    [InlineData("http://localhost:8080/cb", "http://localhost:8080")]
    [InlineData("http://[::1]:8080/cb", "http://[::1]:8080")]
    [InlineData("com.example.app:/cb", null)]
    public void The_origin_of_a_redirect_uri_is_spelled_as_browsers_spell_it(string uri, string? origin) => Assert.Equal(origin, AllowedOrigins.OriginOf(uri));

    [Fact]
    public void A_client_is_called_from_its_redirect_uris_and_from_what_is_named_for_it() => Assert.Equal(
        ["https://app.example.com", "null", "https://localhost"],
        AllowedOrigins.Of(Sample.Public with { RedirectUris = [Sample.Callback, "com.example.app:/cb"], AllowedOrigins = ["null", "https://localhost"] }));

    [Theory]
    [InlineData("null")]
    [InlineData("https://localhost")]
    [InlineData("http://localhost:8080")]
    [InlineData("https://app.example.com:8443")]
    public void An_origin(string text) => Assert.Null(AllowedOrigins.Refuses(text));

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("Null")]
    [InlineData("https://*.example.com")]
    [InlineData("https://app.example.com/")]
    [InlineData("https://app.example.com/path")]
    [InlineData("https://App.example.com")]
    [InlineData("https://app.example.com:443")]
    [InlineData("https://user@app.example.com")]
    [InlineData("com.example.app:")]
    [InlineData("file:///")]
    [InlineData("app.example.com")]
    public void No_origin(string text) => Assert.NotNull(AllowedOrigins.Refuses(text));
}
