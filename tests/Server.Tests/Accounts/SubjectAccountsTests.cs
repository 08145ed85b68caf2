using Vestibule.Engine.Model.Audit;
using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Model.Subjects;
using Vestibule.Server.Accounts;

namespace Server.Tests.Accounts;

/// <summary>Making people, and what passwords and names may be.</summary>
public sealed class SubjectAccountsTests
{
    [Fact]
    public async Task Every_fault_is_told_at_once_and_nothing_is_stored()
    {
        await using var house = await AccountsFixture.StartAsync();
        var outcome = await CreateAsync(house, AccountsFixture.New("a b", "short") with { Email = "nowhere" });
        Assert.Equal([AccountFaultKind.UserName, AccountFaultKind.Email, AccountFaultKind.Password], outcome.Faults.Select(fault => fault.Kind));
        Assert.Null(await house.Subjects.FindByUserNameAsync(house.Site.Id, "a b", TestContext.Current.CancellationToken));
        Assert.Equal(0, house.HashRuns);
    }

    [Fact]
    public async Task Names_and_addresses_are_unique_without_regard_to_case()
    {
        await using var house = await AccountsFixture.StartAsync();
        await house.AddAsync("ann");
        Assert.Equal(AccountFaultKind.UserNameTaken, Assert.Single((await CreateAsync(house, AccountsFixture.New("ANN", AccountsFixture.Right) with { Email = "x@example.com" })).Faults).Kind);
        Assert.Equal(AccountFaultKind.EmailTaken, Assert.Single((await CreateAsync(house, AccountsFixture.New("bob", AccountsFixture.Right) with { Email = "Ann@Example.com" })).Faults).Kind);
        Assert.Equal(AccountFaultKind.UserTypeUnknown, Assert.Single((await CreateAsync(house, AccountsFixture.New("bob", AccountsFixture.Right) with { UserTypeId = 99 })).Faults).Kind);
    }

    [Fact]
    public async Task A_change_by_somebody_else_in_between_is_a_conflict_but_does_not_stop_a_new_password()
    {
        await using var house = await AccountsFixture.StartAsync();
        var ann = await house.AddAsync("ann");
        var stored = await UpdateAsync(house, ann with { UserName = "anna" });
        Assert.Equal("anna", stored.Subject?.UserName);
        Assert.Equal(AccountFaultKind.Conflict, Assert.Single((await UpdateAsync(house, ann with { UserName = "anne" })).Faults).Kind);

        var set = await SetAsync(house, ann.Id, "another kettle 48 Brno");
        Assert.True(set.Succeeded, set.Explanation);
        Assert.Equal("anna", set.Subject.UserName);
        Assert.Equal(AccountFaultKind.Gone, Assert.Single((await SetAsync(house, new SubjectId(Guid.Empty), "another kettle 48 Brno")).Faults).Kind);
    }

    [Fact]
    public async Task A_password_that_is_taken_away_signs_nobody_in()
    {
        await using var house = await AccountsFixture.StartAsync();
        var ann = await house.AddAsync("ann");
        Assert.True((await SetAsync(house, ann.Id, null)).Succeeded);
        Assert.False((await house.TryAsync("ann", AccountsFixture.Right)).Succeeded);
        Assert.False((await house.TryAsync("ann", "")).Succeeded);
        Assert.Equal([SecurityEventKind.PasswordSet, SecurityEventKind.SubjectAdded],
            (await house.AuditAsync()).Select(happened => happened.Kind).Where(kind => kind != SecurityEventKind.SignInFailed).Order().Reverse());
    }

    [Theory]
    [InlineData("ann", true)]
    [InlineData("ann.O-b_r+1@example.com", true)]
    [InlineData("Владимир", true)]
    [InlineData("नमस्ते", true)]
    [InlineData("山田太郎", true)]
    [InlineData("", false)]
    [InlineData("ann lee", false)]
    [InlineData("ann\0", false)]
    [InlineData("ann\n", false)]
    [InlineData("<ann>", false)]
    [InlineData("a\u0301nn", false)]
    [InlineData("\uff21nn", false)]
    [InlineData("ﬁnn", false)]
    [InlineData("ann\u200b", false)]
    public void User_names_are_letters_of_any_script_digits_and_a_few_signs(string userName, bool good) =>
        Assert.Equal(good, AccountName.Refuses(userName) is null);

    [Theory]
    [InlineData("ann@example.com", true)]
    [InlineData("ann@localhost", true)]
    [InlineData("", false)]
    [InlineData("ann", false)]
    [InlineData("ann@", false)]
    [InlineData("Ann <ann@example.com>", false)]
    [InlineData("ann@example.com\r\nBcc: x@example.com", false)]
    public async Task Email_addresses_look_like_one(string email, bool good)
    {
        await using var house = await AccountsFixture.StartAsync();
        var outcome = await CreateAsync(house, AccountsFixture.New("ann", null) with { Email = email });
        Assert.Equal(good, outcome.Succeeded);
        Assert.True(good || outcome.Faults is [{ Kind: AccountFaultKind.Email }]);
    }

    [Theory]
    [InlineData("violet kettle 47 Ostrava", true)]
    [InlineData("xK7#vq2!", true)]
    [InlineData("длинныйпароль", true)]
    [InlineData("𝄞𝄞𝄞𝄞𝄞𝄞𝄞x", false)]
    [InlineData("xK7#vq2", false)]
    [InlineData("𝄞♪♫♬♩x7", false)]
    [InlineData("sunshine", false)]
    [InlineData("PassWord2026!", false)]
    [InlineData("qwertyuiop", false)]
    [InlineData("87654321", false)]
    [InlineData("zzzzzzzzzzzz", false)]
    [InlineData("annlee2026", false)]
    [InlineData("ann.lee@example.com", false)]
    [InlineData("Ann.Lee-likes-green-tea", true)]
    [InlineData("with a NUL \0 in it", false)]
    public void Passwords_are_long_enough_not_common_and_not_the_person(string password, bool good)
    {
        var why = PasswordPolicy.Refuses(password, ["ann.lee@example.com", "ann.lee", "Ann", "Lee"]);
        Assert.Equal(good, why is null);
        Assert.True(good || !why!.Contains(password, StringComparison.Ordinal));
    }

    [Fact]
    public void Half_a_character_is_neither_in_a_name_nor_in_a_password()
    {
        Assert.NotNull(AccountName.Refuses("ann\ud800"));
        Assert.NotNull(PasswordPolicy.Refuses("violet kettle \ud800", []));
        Assert.Equal("ANN\ud800", AccountName.Canonical("ann\ud800"));
    }

    [Fact]
    public void A_password_may_have_1024_characters()
    {
        var random = string.Concat(Enumerable.Range(0, 200).Select(i => $"{i:x2}Zq!9k"))[..1024];
        Assert.Null(PasswordPolicy.Refuses(random, []));
        Assert.NotNull(PasswordPolicy.Refuses(random + "x", []));
    }

    private static Task<AccountOutcome> CreateAsync(AccountsFixture house, NewSubject subject) =>
        house.InScopeAsync<SubjectAccounts, AccountOutcome>(accounts => accounts.CreateAsync(house.Site, subject, TestContext.Current.CancellationToken));

    private static Task<AccountOutcome> UpdateAsync(AccountsFixture house, Subject subject) =>
        house.InScopeAsync<SubjectAccounts, AccountOutcome>(accounts => accounts.UpdateAsync(subject, endEverything: false, TestContext.Current.CancellationToken));

    private static Task<AccountOutcome> SetAsync(AccountsFixture house, SubjectId id, string? password) =>
        house.InScopeAsync<SubjectAccounts, AccountOutcome>(accounts => accounts.SetPasswordAsync(
            house.Site, id, password is null ? null : new Secret(password), endEverything: true, TestContext.Current.CancellationToken));
}
