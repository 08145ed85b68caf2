using System.Collections.Immutable;
using Vestibule.Engine.Model.Subjects;

namespace Store.Tests.Subjects;

public sealed class SubjectStoreTests : StoreTest
{
    [Fact]
    public async Task A_person_comes_back_as_they_were_given()
    {
        var given = New("carol") with
        {
            Epoch = 2,
            Enabled = false,
            PasswordHash = null,
            UserTypeId = 2,
            Profile = new SubjectProfile
            {
                FirstName = "Carol",
                LastName = "",
                Phone = "1",
                Mobile = "2",
                Extension = "3",
                JobTitle = "4",
                Department = "5",
                Company = "6",
                EmployeeId = "7",
                KnownAs = "8",
                FloorWarden = true,
                SpecialNeeds = true,
                Comments = "NUL \0 and quote ' and 𝄞",
                Custom = [.. Enumerable.Range(1, 15).Select(i => i % 2 == 0 ? null : "custom " + i)],
            },
        };
        var added = await AddedAsync(given);
        Same(given with { Number = 2, Version = 1 }, added);
        Same(added, await Stores.Subjects.FindAsync(Sample.Site.Id, given.Id, Ct));
        Same(added, await Stores.Subjects.FindByNumberAsync(Sample.Site.Id, 2, Ct));
        Same(added, await Stores.Subjects.FindByUserNameAsync(Sample.Site.Id, "CAROL", Ct));
        Same(added, await Stores.Subjects.FindByEmailAsync(Sample.Site.Id, "Carol@Workplace.Example", Ct));
    }

    [Theory]
    [InlineData("ALICE", "new@example", SubjectWriteResult.UserNameTaken)]
    [InlineData("new", "Alice@WORKPLACE.example", SubjectWriteResult.EmailTaken)]
    public async Task Names_and_addresses_are_unique_without_regard_to_case(string name, string email, SubjectWriteResult expected)
    {
        Assert.Equal(expected, (await Stores.Subjects.AddAsync(New(name) with { Email = email }, Ct)).Result);
        var bob = await AddedAsync(New("bob"));
        Assert.Equal(expected, (await Stores.Subjects.UpdateAsync(bob with { UserName = name, Email = email }, false, Ct)).Result);
        await Tests.Sample.StoreElsewhereAsync(Stores, Time, Ct); // Another site has an alice of its own.
    }

    [Fact]
    public async Task Case_is_disregarded_outside_ASCII_too()
    {
        await AddedAsync(New("jürgen"));
        Assert.NotNull(await Stores.Subjects.FindByUserNameAsync(Sample.Site.Id, "JÜRGEN", Ct));
        Assert.Equal(SubjectWriteResult.UserNameTaken, (await Stores.Subjects.AddAsync(New("JÜrgen") with { Email = "x@example" }, Ct)).Result);
    }

    [Fact]
    public async Task A_name_is_compared_as_text_and_not_as_a_pattern()
    {
        Assert.Null(await Stores.Subjects.FindByUserNameAsync(Sample.Site.Id, "alic%", Ct));
        Assert.Null(await Stores.Subjects.FindByUserNameAsync(Sample.Site.Id, "alice\0", Ct));
        Assert.Null(await Stores.Subjects.FindByUserNameAsync(Sample.Site.Id, "' OR 1=1 --", Ct));
        Assert.Null(await Stores.Subjects.FindByUserNameAsync(Sample.Site.Id, "half a pair \ud800", Ct));
    }

    [Fact]
    public async Task Numbers_rise_and_are_never_used_again()
    {
        var bob = await AddedAsync(New("bob"));
        await Stores.Subjects.RemoveAsync(Sample.Site.Id, bob.Id, Ct);
        await Stores.Subjects.AddAsync(New("alice"), Ct);
        Assert.Equal(bob.Number + 1, (await AddedAsync(New("carol"))).Number);
        var other = await Tests.Sample.StoreElsewhereAsync(Stores, Time, Ct);
        Assert.Equal(1, other.Subject.Number);
    }

    [Fact]
    public async Task Fifty_people_added_at_once_get_fifty_numbers()
    {
        var added = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => AddedAsync(New("user" + i)), Ct)));
        Assert.Equal(50, added.Select(subject => subject.Number).Distinct().Count());
    }

    [Fact]
    public async Task An_unknown_user_type_or_site_is_refused()
    {
        Assert.Equal(SubjectWriteResult.UserTypeUnknown, (await Stores.Subjects.AddAsync(New("bob") with { UserTypeId = 3 }, Ct)).Result);
        Assert.Equal(SubjectWriteResult.UserTypeUnknown, (await Stores.Subjects.UpdateAsync(Sample.Subject with { UserTypeId = 3 }, false, Ct)).Result);
        Assert.Equal(SubjectWriteResult.UserTypeUnknown, (await Stores.Subjects.AddAsync(New("bob") with { Site = new(NewGuid()) }, Ct)).Result);
    }

    [Fact]
    public async Task An_update_replaces_the_row_and_counts_its_version()
    {
        Time.Advance(TimeSpan.FromSeconds(1));
        var changed = Sample.Subject with { UserName = "alicia", Profile = Sample.Subject.Profile with { Phone = "5" }, UpdatedAt = Now };
        var write = await Stores.Subjects.UpdateAsync(changed, false, Ct);
        Assert.Equal(SubjectWriteResult.Stored, write.Result);
        Same(changed with { Version = 2 }, write.Subject);
        Same(write.Subject!, await Stores.Subjects.FindByUserNameAsync(Sample.Site.Id, "alicia", Ct));
    }

    [Fact]
    public async Task Of_two_updates_of_one_version_the_second_is_a_conflict()
    {
        await Stores.Subjects.UpdateAsync(Sample.Subject with { Email = "first@example" }, false, Ct);
        var second = await Stores.Subjects.UpdateAsync(Sample.Subject with { Email = "second@example" }, true, Ct);
        Assert.Equal(SubjectWriteResult.Conflict, second.Result);
        var stored = await Stores.Subjects.FindAsync(Sample.Site.Id, Sample.Subject.Id, Ct);
        Assert.Equal(("first@example", 0), (stored?.Email, stored?.Epoch));
    }

    [Fact]
    public async Task An_update_of_what_is_gone_says_so()
    {
        await Stores.Subjects.RemoveAsync(Sample.Site.Id, Sample.Subject.Id, Ct);
        Assert.Equal(SubjectWriteResult.Gone, (await Stores.Subjects.UpdateAsync(Sample.Subject, false, Ct)).Result);
        Assert.False(await Stores.Subjects.RemoveAsync(Sample.Site.Id, Sample.Subject.Id, Ct));
    }

    [Fact]
    public async Task A_stronger_hash_replaces_only_the_hash_it_was_made_from_and_ends_nothing()
    {
        var (site, id) = (Sample.Site.Id, Sample.Subject.Id);
        await Stores.Subjects.RehashPasswordAsync(site, id, "another hash", "wrong", Ct);
        Assert.Equal(Sample.Subject.PasswordHash, (await Stores.Subjects.FindAsync(site, id, Ct))?.PasswordHash);
        await Stores.Subjects.RehashPasswordAsync(site, id, Sample.Subject.PasswordHash!, "stronger", Ct);
        Same(Sample.Subject with { PasswordHash = "stronger" }, await Stores.Subjects.FindAsync(site, id, Ct));
    }

    [Fact]
    public async Task Permissions_are_replaced_as_a_whole_or_not_at_all()
    {
        var (site, id) = (Sample.Site.Id, Sample.Subject.Id);
        Assert.Equal(new Center(1, "Tower"), await Stores.Subjects.AddCenterAsync(site, "Tower", Ct));
        Assert.Equal(new Center(2, "Annex"), await Stores.Subjects.AddCenterAsync(site, "Annex", Ct));
        Assert.Equal(["Tower", "Annex"], (await Stores.Subjects.ListCentersAsync(site, Ct)).Select(center => center.Name));
        Assert.True(await Stores.Subjects.ReplacePermissionsAsync(site, id, [(2, 1), (1, 2), (1, 2)], Ct));
        var before = await Stores.Subjects.ListPermissionsAsync(site, id, Ct);
        Assert.Equal([(1, 2), (2, 1)], before.Select(one => ((int)one.Role.Id, (int)one.Center.Id)));
        Assert.False(await Stores.Subjects.ReplacePermissionsAsync(site, id, [(1, 1), (1, 3)], Ct));
        Assert.False(await Stores.Subjects.ReplacePermissionsAsync(site, id, [(3, 1)], Ct));
        Assert.False(await Stores.Subjects.ReplacePermissionsAsync(site, new SubjectId(NewGuid()), [], Ct));
        Assert.Equal(before, await Stores.Subjects.ListPermissionsAsync(site, id, Ct));
        Assert.True(await Stores.Subjects.ReplacePermissionsAsync(site, id, [], Ct));
        Assert.Empty(await Stores.Subjects.ListPermissionsAsync(site, id, Ct));
    }

    private static void Same(Subject expected, Subject? found)
    {
        Assert.NotNull(found);
        Assert.Equal(expected.Profile.Custom.AsEnumerable(), found.Profile.Custom);
        var custom = ImmutableArray<string?>.Empty;
        Assert.Equal(
            expected with { Profile = expected.Profile with { Custom = custom } }, found with { Profile = found.Profile with { Custom = custom } });
    }

    private Subject New(string name) => Tests.Sample.NewSubject(Time, Sample.Site.Id, name);

    private async Task<Subject> AddedAsync(Subject subject)
    {
        var write = await Stores.Subjects.AddAsync(subject, Ct);
        Assert.Equal(SubjectWriteResult.Stored, write.Result);
        return write.Subject!;
    }
}
