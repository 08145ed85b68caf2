using Vestibule.Engine.Model.Subjects;

namespace Store.Tests.Subjects;

public sealed class SubjectSearchTests : StoreTest
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await AddAsync("bob", "Bób", "Östlund", "E%1", 2);
        await AddAsync("carol", "Carol", "Under_score", @"E\2", 1);
        await AddAsync("dave", "Dave", "100%", null, 1);
    }

    [Theory]
    [InlineData("östl", "bob")]
    [InlineData("ÖSTL", "bob")]
    [InlineData("bób", "bob")]
    [InlineData("CAROL@", "carol")]
    [InlineData("0%", "dave")]
    [InlineData("r_s", "carol")]
    [InlineData(@"e\2", "carol")]
    [InlineData("e%1", "bob")]
    [InlineData("%", "bob,dave")]
    [InlineData("_", "carol")]
    [InlineData(@"\", "carol")]
    [InlineData("hash of", "")]
    [InlineData("' OR 1=1 --", "")]
    [InlineData("", "alice,bob,carol,dave")]
    public async Task A_search_takes_every_character_literally_and_disregards_case(string search, string expected)
    {
        Assert.Equal(expected, string.Join(',', await NamesAsync(new SubjectQuery { Search = search })));
        Assert.Equal(
            expected.Split(',', StringSplitOptions.RemoveEmptyEntries).Length,
            await Stores.Subjects.CountAsync(Sample.Site.Id, new SubjectQuery { Search = search, Limit = 1, StartAt = 3 }, Ct));
    }

    [Fact]
    public async Task Each_order_works_both_ways()
    {
        foreach (var order in Enum.GetValues<SubjectOrder>())
        {
            var up = await NamesAsync(new SubjectQuery { OrderBy = order });
            Assert.Equal(up.Reverse(), await NamesAsync(new SubjectQuery { OrderBy = order, Descending = true }));
        }

        Assert.Equal("dave,alice,carol,bob", string.Join(',', await NamesAsync(new SubjectQuery { OrderBy = SubjectOrder.LastName })));
        Assert.Equal("dave,carol,bob,alice", string.Join(',', await NamesAsync(new SubjectQuery { OrderBy = SubjectOrder.DateCreated, Descending = true })));
    }

    [Fact]
    public async Task Pages_follow_each_other()
    {
        Assert.Equal(["alice", "bob"], await NamesAsync(new SubjectQuery { Limit = 2 }));
        Assert.Equal(["carol", "dave"], await NamesAsync(new SubjectQuery { Limit = 2, StartAt = 2 }));
        Assert.Empty(await NamesAsync(new SubjectQuery { StartAt = long.MaxValue }));
        Assert.Empty(await NamesAsync(new SubjectQuery { Limit = 0 }));
    }

    [Fact]
    public async Task People_are_found_by_type_and_by_time()
    {
        Assert.Equal(["bob"], await NamesAsync(new SubjectQuery { UserTypeId = 2 }));
        Assert.Equal(["bob"], await NamesAsync(new SubjectQuery { SiteAdmin = true }));
        Assert.Equal(["alice", "carol", "dave"], await NamesAsync(new SubjectQuery { SiteAdmin = false }));
        var carol = await Stores.Subjects.FindByUserNameAsync(Sample.Site.Id, "carol", Ct);
        Assert.Equal(["alice", "bob"], await NamesAsync(new SubjectQuery { CreatedBefore = carol!.CreatedAt }));
        Assert.Equal(["dave"], await NamesAsync(new SubjectQuery { ModifiedOrCreatedAfter = carol.CreatedAt }));
        Time.Advance(TimeSpan.FromSeconds(1));
        await Stores.Subjects.UpdateAsync(Sample.Subject with { UpdatedAt = Now }, false, Ct);
        Assert.Equal(["alice", "dave"], await NamesAsync(new SubjectQuery { ModifiedOrCreatedAfter = carol.CreatedAt }));
    }

    private async Task AddAsync(string name, string first, string last, string? employee, long type)
    {
        Time.Advance(TimeSpan.FromSeconds(1));
        var subject = Tests.Sample.NewSubject(Time, Sample.Site.Id, name);
        var profile = new SubjectProfile { FirstName = first, LastName = last, EmployeeId = employee };
        await Stores.Subjects.AddAsync(subject with { UserTypeId = type, Profile = profile }, Ct);
    }

    private async Task<IEnumerable<string>> NamesAsync(SubjectQuery query) =>
        (await Stores.Subjects.ListAsync(Sample.Site.Id, query, Ct)).Select(subject => subject.UserName);
}
