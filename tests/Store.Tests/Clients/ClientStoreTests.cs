using Vestibule.Engine.Model.Changes;
using Vestibule.Engine.Model.Clients;

namespace Store.Tests.Clients;

public sealed class ClientStoreTests : StoreTest
{
    private Client? full;

    private Client Full => full ??= Tests.Sample.NewClient(Time, Sample.Site.Id, "zfull") with
    {
        Type = ClientType.Web,
        Secrets = [new(NewGuid(), new byte[] { 0, 255, 3 }, Now, null), new(NewGuid(), new byte[] { 1 }, Now, Now + TimeSpan.FromDays(1))],
        RedirectUris = ["https://a.example/x?y=\"z\"", "http://127.0.0.1/ü"],
        PostLogoutRedirectUris = ["https://a.example/out"],
        AllowedOrigins = ["null"],
        Scopes = ["email", "users.read"],
        AuthenticationMethod = ClientAuthenticationMethod.ClientSecretPost,
        Introspection = IntrospectionReach.Any,
        FirstParty = true,
        Legacy = true,
        HeadlessAuthorization = true,
        RequirePkce = true,
        ExpiresInUnit = ExpiresInUnit.Seconds,
        ResponseMode = ResponseMode.Query,
        AccessTokenLifetime = TimeSpan.FromMinutes(5),
        RefreshIdle = TimeSpan.FromDays(2),
        RefreshAbsolute = TimeSpan.FromDays(20),
        RefreshGraceSetting = TimeSpan.Zero,
        Enabled = false,
        Epoch = 9,
    };

    [Fact]
    public async Task A_client_comes_back_as_it_was_given()
    {
        var client = Full;
        Assert.True(await Stores.Clients.AddAsync(client, Ct));
        Same(client, await Stores.Clients.FindAsync(client.Site, client.Id, Ct));
        var all = await Stores.Clients.ListAsync(client.Site, Ct);
        Assert.Equal(["app", "zfull"], all.Select(one => one.Id));
        Same(client, all[1]);
    }

    [Fact]
    public async Task Ids_and_app_codes_are_unique_within_a_site_only()
    {
        Assert.False(await Stores.Clients.AddAsync(Sample.Client with { AppCode = "new" }, Ct));
        Assert.False(await Stores.Clients.AddAsync(Full with { AppCode = Sample.Client.AppCode }, Ct));
        Assert.True(await Stores.Clients.AddAsync(Full, Ct));
        Assert.False(await Stores.Clients.UpdateAsync(Full with { AppCode = Sample.Client.AppCode }, Ct));
        await Tests.Sample.StoreElsewhereAsync(Stores, Time, Ct); // The same ids and codes at another site.
    }

    [Fact]
    public async Task Updating_replaces_settings_and_secrets_and_never_lowers_the_epoch()
    {
        await Stores.Clients.AddAsync(Full, Ct);
        var last = await LastChangeAsync();
        Time.Advance(TimeSpan.FromSeconds(1));
        var changed = Full with { Name = "Renamed", Secrets = [new(NewGuid(), new byte[] { 7 }, Now, null)], Scopes = [], Epoch = 2, UpdatedAt = Now };
        Assert.True(await Stores.Clients.UpdateAsync(changed, Ct));
        Same(changed with { Epoch = 9, CreatedAt = Sample.Client.CreatedAt }, await Stores.Clients.FindAsync(changed.Site, changed.Id, Ct));
        var change = Assert.Single(await ChangesAsync(last));
        Assert.Equal((ChangeKind.Client, changed.Site, changed.Id, 9), (change.Kind, change.Site, change.Subject, change.Value));
    }

    [Fact]
    public async Task What_is_gone_is_neither_found_nor_updated_nor_removed()
    {
        Assert.Null(await Stores.Clients.FindAsync(Sample.Site.Id, "gone", Ct));
        Assert.False(await Stores.Clients.UpdateAsync(Full, Ct));
        Assert.False(await Stores.Clients.RemoveAsync(Sample.Site.Id, "gone", Ct));
        Assert.False(await Stores.Clients.AddAsync(Full with { Site = new(NewGuid()) }, Ct));
    }

    [Fact]
    public async Task A_client_that_comes_back_under_a_removed_id_starts_with_a_later_epoch()
    {
        await Stores.Clients.AddAsync(Full, Ct);
        var last = await LastChangeAsync();
        Assert.True(await Stores.Clients.RemoveAsync(Full.Site, Full.Id, Ct));
        Assert.Equal(10, (await ChangesAsync(last))[^1].Value);
        Assert.True(await Stores.Clients.AddAsync(Full with { Epoch = 0 }, Ct));
        Assert.Equal(10, (await Stores.Clients.FindAsync(Full.Site, Full.Id, Ct))?.Epoch);
    }

    private static void Same(Client expected, Client? found)
    {
        Assert.NotNull(found);
        Assert.Equal(
            expected.Secrets.Select(secret => (secret.Id, Convert.ToHexString(secret.Hash.Span), secret.CreatedAt, secret.ExpiresAt)).Order(),
            found.Secrets.Select(secret => (secret.Id, Convert.ToHexString(secret.Hash.Span), secret.CreatedAt, secret.ExpiresAt)).Order());
        Assert.Equivalent(expected with { Secrets = [] }, found with { Secrets = [] }, strict: true);
    }

    [Fact]
    public async Task Disabling_a_client_ends_what_it_was_given_for_good()
    {
        var client = (await Stores.Clients.FindAsync(Sample.Site.Id, Sample.Client.Id, Ct))!;
        var grant = await RedeemedAsync();

        Assert.True(await Stores.Clients.UpdateAsync(client with { Enabled = false }, Ct));
        Assert.True(await Stores.Clients.UpdateAsync(client with { Enabled = true }, Ct));

        var again = (await Stores.Clients.FindAsync(Sample.Site.Id, Sample.Client.Id, Ct))!;
        Assert.Equal(client.Epoch + 1, again.Epoch);
        Assert.Empty(await Stores.Grants.ListLivingAsync(grant.Site, grant.Subject, Now, Ct));
    }
}
