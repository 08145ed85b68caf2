using System.Collections.Immutable;
using Vestibule.Engine.Model.Clients;

namespace Engine.Tests.Clients;

public sealed class ClientRegistrationTests
{
    private static readonly NewClient Wish = new() { Name = "Room booking", Type = ClientType.Public, RedirectUris = [Sample.Callback] };

    /// <summary>What is wrong with a client, and words of the sentence that says so.</summary>
    public static IEnumerable<TheoryDataRow<Client, string>> Faults =>
    [
        Row("a name", Sample.Public with { Name = "" }, "name"),
        Row("a name without control characters", Sample.Public with { Name = "a\nb" }, "name"),
        Row("a name of at most 200 characters", Sample.Public with { Name = new string('n', 201) }, "name"),
        Row("an id", Sample.Public with { Id = "" }, "client id"),
        Row("an id that needs no encoding", Sample.Public with { Id = "a b" }, "client id"),
        Row("an id of at most 255 characters", Sample.Public with { Id = new string('i', 256) }, "client id"),
        Row("W-12: an app code that needs no encoding", Sample.Public with { AppCode = "a&b" }, "app code"),
        Row("W-12: a short app code", Sample.Public with { AppCode = new string('a', 65) }, "app code"),
        Row("W-10: a redirect URI", Sample.Public with { RedirectUris = [] }, "redirect URI is required"),
        Row("RFC 6749 §3.1.2.2: no redirect URI where no code is sent", Sample.Service with { RedirectUris = [Sample.Callback] }, "Only public and web"),
        Row("at most 100 redirect URIs", Sample.Public with { RedirectUris = [.. Enumerable.Range(0, 101).Select(n => $"https://a.example/{n}")] }, "At most 100"),
        Row("W-13: redirect URIs that may be registered", Sample.Public with { RedirectUris = ["http://a.example/"] }, "https"),
        Row("W-13: no scheme of its own for a confidential client", Sample.Web with { RedirectUris = ["com.example.app:/cb"] }, "public client"),
        Row("S-10: post-logout redirect URIs like the others", Sample.Public with { PostLogoutRedirectUris = ["javascript:alert(1)"] }, "post-logout"),
        Row("at most 100 post-logout redirect URIs", Sample.Public with { PostLogoutRedirectUris = [.. Enumerable.Range(0, 101).Select(n => $"https://a.example/{n}")] }, "At most 100"),
        Row("W-5: origins", Sample.Public with { AllowedOrigins = ["https://a.example/path"] }, "origin"),
        Row("at most 100 origins", Sample.Public with { AllowedOrigins = [.. Enumerable.Range(0, 101).Select(n => $"https://a{n}.example")] }, "At most 100"),
        Row("W-26: scopes that are scope tokens", Sample.Public with { Scopes = ["two tokens"] }, "scope token"),
        Row("W-26: at most 100 scopes", Sample.Public with { Scopes = [.. Enumerable.Range(0, 101).Select(n => $"s{n}")] }, "scope token"),
        Row("a lifetime of at least 10 seconds", Sample.Public with { AccessTokenLifetime = TimeSpan.FromSeconds(9) }, "10 to 86400"),
        Row("a lifetime that the change feed can outlast", Sample.Public with { AccessTokenLifetime = TimeSpan.FromHours(25) }, "10 to 86400"),
        Row("W-45: a grace time of at most 10 minutes", Sample.Public with { RefreshGraceSetting = TimeSpan.FromMinutes(11) }, "grace"),
        Row("W-45: no grace time below zero", Sample.Public with { RefreshGraceSetting = TimeSpan.FromSeconds(-1) }, "grace"),
        Row("W-32: no password from what nobody signs in to", Sample.Service with { HeadlessAuthorization = true }, "without a browser"),
        Row("W-10: a confidential client authenticates", Sample.Web with { AuthenticationMethod = ClientAuthenticationMethod.None }, "secret"),
        Row("W-25: PKCE, where it is public and not legacy", Sample.Public with { Legacy = false }, "must use PKCE"),
        Row("W-80: PKCE still, when it stops being legacy", Make(Wish with { Legacy = true }) with { Legacy = false }, "must use PKCE"),
        Row("W-10: a public client does not", Sample.Public with { AuthenticationMethod = ClientAuthenticationMethod.ClientSecretBasic }, "secret"),
    ];

    [Theory, MemberData(nameof(Faults))]
    public void A_client_has(Client client, string words) =>
        Assert.Contains(words, Assert.Single(ClientRegistration.Problems(client)), StringComparison.Ordinal);

    [Fact, Trait("Rule", "W-10")]
    public void Specimens_of_every_type_have_no_fault() =>
        Assert.All([Sample.Public, Sample.Web, Sample.Service, Sample.Device], client => Assert.Empty(ClientRegistration.Problems(client)));

    [Fact]
    public void Every_fault_is_told_at_once() => Assert.Equal(
        3, ClientRegistration.Problems(Sample.Public with { Name = "", AppCode = "", RedirectUris = [] }).Count);

    [Fact, Trait("Rule", "W-25"), Trait("Rule", "W-80")]
    public void PKCE_is_demanded_from_new_public_clients_unless_they_are_legacy()
    {
        Assert.True(Make(Wish).RequirePkce);
        Assert.False(Make(Wish with { Legacy = true }).RequirePkce);
        Assert.False(Make(Wish with { Type = ClientType.Web }).RequirePkce);
        Assert.True(Make(Wish with { Type = ClientType.Web, RequirePkce = true }).RequirePkce);
    }

    [Fact, Trait("Rule", "W-10"), Trait("Rule", "W-11")]
    public void Confidential_clients_get_a_secret_and_public_ones_none()
    {
        foreach (var type in Enum.GetValues<ClientType>())
        {
            var (client, secret) = ClientRegistration.Make(Sample.SiteId, Wish with { Type = type }, Sample.Now);
            Assert.Equal(client.IsConfidential, secret is not null);
            Assert.Equal(secret is { } made ? [made.Hash()] : Array.Empty<byte[]>(), client.Secrets.Select(kept => kept.Hash.ToArray()));
        }
    }

    [Fact, Trait("Rule", "W-12")]
    public void The_app_code_is_derived_from_the_name_or_chosen()
    {
        Assert.Matches("^roombooking-[a-z0-9]{4}$", Make(Wish).AppCode);
        Assert.Matches("^[a-z0-9]{8}$", Make(Wish with { Name = "会議室" }).AppCode);
        Assert.Equal("rooms", Make(Wish with { AppCode = "rooms" }).AppCode);
    }

    [Fact, Trait("Rule", "W-32"), Trait("Rule", "W-41"), Trait("Rule", "W-21")]
    public void What_the_operator_does_not_say_is_as_the_document_says()
    {
        var client = Make(Wish);
        Assert.False(client.HeadlessAuthorization);
        Assert.False(client.FirstParty);
        Assert.Equal(ExpiresInUnit.Milliseconds, client.ExpiresInUnit);
        Assert.Equal(ResponseMode.Fragment, client.ResponseMode);
        Assert.Equal(TimeSpan.FromHours(1), client.AccessTokenLifetime);
        Assert.Empty(client.Scopes);
    }

    [Fact, Trait("Rule", "W-45")]
    public void The_grace_time_is_10_seconds_and_60_where_a_secret_binds_the_token_unless_set()
    {
        Assert.Equal(TimeSpan.FromSeconds(10), Sample.Public.RefreshGrace);
        Assert.Equal(TimeSpan.FromSeconds(60), Sample.Web.RefreshGrace);
        Assert.Equal(TimeSpan.Zero, (Sample.Web with { RefreshGraceSetting = TimeSpan.Zero }).RefreshGrace);
    }

    [Fact, Trait("Rule", "W-13")]
    public void What_is_said_twice_is_kept_once() =>
        Assert.Equal(ImmutableArray.Create(Sample.Callback), Make(Wish with { RedirectUris = [Sample.Callback, Sample.Callback] }).RedirectUris);

    [Fact]
    public void A_grant_lives_thirty_days_without_a_refresh_and_never_longer_than_it_may()
    {
        Assert.Equal((TimeSpan.FromDays(30), TimeSpan.FromDays(365)), (Make(Wish).RefreshIdle, Make(Wish).RefreshAbsolute));
        Assert.Equal(TimeSpan.FromDays(7), Make(Wish with { RefreshAbsolute = TimeSpan.FromDays(7) }).RefreshIdle);
        Assert.NotEmpty(ClientRegistration.Problems(Make(Wish with { RefreshAbsolute = TimeSpan.FromDays(7), RefreshIdle = TimeSpan.FromDays(8) })));
        Assert.NotEmpty(ClientRegistration.Problems(Make(Wish with { RefreshAbsolute = TimeSpan.FromSeconds(59) })));
        Assert.NotEmpty(ClientRegistration.Problems(Make(Wish with { RefreshAbsolute = TimeSpan.FromDays(3661) })));
    }

    private static Client Make(NewClient wish) => ClientRegistration.Make(Sample.SiteId, wish, Sample.Now).Client;

    private static TheoryDataRow<Client, string> Row(string sentence, Client client, string words)
    {
        var row = new TheoryDataRow<Client, string>(client, words) { TestDisplayName = $"A client has {sentence}" };
        return row.WithTrait("Rule", sentence.Split(':') is [var source, _] ? source : "W-10");
    }
}
