using Vestibule.Engine.Model.Changes;
using Vestibule.Engine.Model.Sites;

namespace Store.Tests.Sites;

public sealed class SiteStoreTests : StoreTest
{
    [Fact]
    public async Task A_site_comes_back_as_it_was_given()
    {
        var site = Tests.Sample.NewSite(Time, "zz.example") with
        {
            Name = "Zürich",
            Hosts = ["zz.example", "a.example:8443"],
            AccentColor = "#112233",
            Epoch = 3,
            Enabled = false,
            HeadlessAuthorization = false,
            HeaderCredentials = true,
            AllowedOrigins = ["https://b.example", "null"],
            SessionIdle = TimeSpan.FromMinutes(7),
            SessionAbsolute = TimeSpan.FromDays(3),
        };
        Assert.True(await Stores.Sites.AddAsync(site, Ct));
        Assert.Equivalent(site, await Stores.Sites.FindByHostAsync("a.example:8443", Ct), strict: true);
        Assert.Equal([Sample.Site.Id, site.Id], (await Stores.Sites.ListAsync(Ct)).Select(one => one.Id));
    }

    [Theory]
    [InlineData("WORKPLACE.example")]
    [InlineData("workplace.example.")]
    [InlineData("workplace.exampl")]
    [InlineData("xworkplace.example")]
    [InlineData("workplace.example:443")]
    [InlineData("%")]
    [InlineData("")]
    public async Task Attack_37_A_host_is_found_exactly_or_not_at_all(string host) => Assert.Null(await Stores.Sites.FindByHostAsync(host, Ct));

    [Fact]
    public async Task A_host_belongs_to_one_site()
    {
        var taken = Tests.Sample.NewSite(Time, "other.example") with { Hosts = ["other.example", "workplace.example"] };
        Assert.False(await Stores.Sites.AddAsync(taken, Ct));
        Assert.Single(await Stores.Sites.ListAsync(Ct));
        var other = taken with { Hosts = ["other.example"] };
        Assert.True(await Stores.Sites.AddAsync(other, Ct));
        Assert.False(await Stores.Sites.UpdateAsync(taken, Ct));
        Assert.Equal(Sample.Site.Id, (await Stores.Sites.FindByHostAsync("workplace.example", Ct))?.Id);
    }

    [Fact]
    public async Task Updating_replaces_everything_and_never_lowers_the_epoch()
    {
        await Stores.Sites.UpdateAsync(Sample.Site with { Epoch = 4 }, Ct);
        var last = await LastChangeAsync();
        var changed = Sample.Site with { Name = "New", Hosts = ["new.example"], Url = "https://new.example", Epoch = 2 };
        Assert.True(await Stores.Sites.UpdateAsync(changed, Ct));
        Assert.Null(await Stores.Sites.FindByHostAsync("workplace.example", Ct));
        Assert.Equivalent(changed with { Epoch = 4 }, await Stores.Sites.FindByHostAsync("new.example", Ct), strict: true);
        var change = Assert.Single(await ChangesAsync(last));
        Assert.Equal((ChangeKind.Site, Sample.Site.Id, 4), (change.Kind, change.Site, change.Value));
    }

    [Fact]
    public async Task What_is_gone_is_neither_updated_nor_removed()
    {
        var gone = Tests.Sample.NewSite(Time, "gone.example");
        Assert.False(await Stores.Sites.UpdateAsync(gone, Ct));
        Assert.False(await Stores.Sites.RemoveAsync(gone.Id, Ct));
    }

    [Fact]
    public async Task Removing_a_site_takes_everything_under_it_and_nothing_of_others()
    {
        var other = await Tests.Sample.StoreElsewhereAsync(Stores, Time, Ct);
        var grant = await RedeemedAsync();
        await Stores.Subjects.AddCenterAsync(Sample.Site.Id, "Tower", Ct);
        await Stores.Subjects.ReplacePermissionsAsync(Sample.Site.Id, Sample.Subject.Id, [(1, 1)], Ct);
        Assert.True(await Stores.Sites.RemoveAsync(Sample.Site.Id, Ct));
        Assert.Equal([other.Site.Id], (await Stores.Sites.ListAsync(Ct)).Select(site => site.Id));
        Assert.Null(await Stores.Clients.FindAsync(Sample.Site.Id, Sample.Client.Id, Ct));
        Assert.Null(await Stores.Subjects.FindAsync(Sample.Site.Id, Sample.Subject.Id, Ct));
        Assert.Null(await Stores.Sessions.FindAsync(Sample.Site.Id, Sample.Session.Id, Ct));
        Assert.Null(await Stores.Grants.FindAsync(Sample.Site.Id, grant.Id, Ct));
        Assert.NotNull(await Stores.Subjects.FindAsync(other.Site.Id, other.Subject.Id, Ct));
        Assert.Empty(await Stores.Maintenance.IntegrityCheckAsync(Ct));
    }

    [Fact]
    public async Task A_new_site_has_its_two_user_types()
    {
        var types = await Stores.Subjects.ListUserTypesAsync(Sample.Site.Id, Ct);
        Assert.Equal([(1, "Employee", false), (2, "Administrator", true)], types.Select(type => ((int)type.Id, type.Name, type.Administers)));
        Assert.Empty(await Stores.Subjects.ListUserTypesAsync(new SiteId(NewGuid()), Ct));
    }

    [Fact]
    public async Task Disabling_a_site_ends_what_it_handed_out_for_good()
    {
        var grant = await RedeemedAsync();

        Assert.True(await Stores.Sites.UpdateAsync(Sample.Site with { Enabled = false }, Ct));
        Assert.True(await Stores.Sites.UpdateAsync(Sample.Site with { Enabled = true }, Ct));

        Assert.Empty(await Stores.Grants.ListLivingAsync(grant.Site, grant.Subject, Now, Ct));
    }
}
