using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Vestibule.Engine.Model.Audit;
using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Model.Subjects;
using Vestibule.Engine.Outcomes;
using Vestibule.Server.Accounts;

namespace Server.Tests.Accounts;

/// <summary>Attacks on accounts that worked on others, by their number in the collection.</summary>
public sealed class AttackTests
{
    [Fact]
    public async Task Attack_19_the_session_id_given_before_sign_in_is_dead_after_it()
    {
        await using var house = await AccountsFixture.StartAsync();
        var sessions = house.Get<BrowserSessions>();
        var planted = await SignInAsync(house, await house.AddAsync("mallory"), cookie: null);
        var own = await SignInAsync(house, await house.AddAsync("ann"), planted);

        Assert.NotEqual(planted, own);
        Assert.Null(await sessions.FindAsync(AccountsFixture.Request(planted), house.Site, TestContext.Current.CancellationToken));
        Assert.Equal("ann", (await sessions.FindAsync(AccountsFixture.Request(own), house.Site, TestContext.Current.CancellationToken))?.Subject.UserName);
    }

    [Fact]
    public async Task Attack_49_a_disabled_person_neither_signs_in_nor_keeps_a_session()
    {
        await using var house = await AccountsFixture.StartAsync();
        var ann = await house.AddAsync("ann");
        var cookie = await SignInAsync(house, ann, cookie: null);
        var disabled = await house.InScopeAsync<SubjectAccounts, AccountOutcome>(accounts =>
            accounts.UpdateAsync(ann with { Enabled = false }, endEverything: false, TestContext.Current.CancellationToken));
        Assert.True(disabled.Succeeded, disabled.Explanation);

        Assert.Null(await house.Get<BrowserSessions>().FindAsync(AccountsFixture.Request(cookie), house.Site, TestContext.Current.CancellationToken));
        Assert.Equal(ErrorCode.AccessDenied, (await house.TryAsync("ann", AccountsFixture.Right)).Error?.Code);
        Assert.Contains(await house.AuditAsync(), happened => happened.Kind == SecurityEventKind.SubjectDisabled);
    }

    [Fact]
    public async Task Attack_51_every_way_to_present_a_password_counts_on_the_same_budget()
    {
        await using var house = await AccountsFixture.StartAsync();
        await house.AddAsync("ann");
        for (var i = 0; i < 10; i++)
        {
            // A page, POST /auth, and credentials on an API request, in turn.
            var outcome = await house.TryAsync("ann", "wrong", $"192.0.2.{i}", i % 3 == 1 ? "app" : null, each: i % 3 == 2);
            Assert.Equal(ErrorCode.AccessDenied, outcome.Error?.Code);
        }

        Assert.Equal(ErrorCode.Throttled, (await house.TryAsync("ann", AccountsFixture.Right, "198.51.100.1")).Error?.Code);
        Assert.Equal(ErrorCode.Throttled, (await house.TryAsync("ann", AccountsFixture.Right, "198.51.100.2", "app")).Error?.Code);
        Assert.Equal(ErrorCode.Throttled, (await house.TryAsync("ann", AccountsFixture.Right, "198.51.100.3", each: true)).Error?.Code);
    }

    [Fact]
    public void Attack_51_nothing_but_the_gate_verifies_a_password()
    {
        var server = Path.Combine(RepositoryRoot(), "src", "Vestibule.Server");
        var callers = Directory.EnumerateFiles(server, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(file => File.ReadAllText(file) is var text
                && (text.Contains("passwords.VerifyAsync(", StringComparison.Ordinal) || text.Contains("SubjectPasswords", StringComparison.Ordinal)))
            .Select(Path.GetFileName).Order(StringComparer.Ordinal);
        Assert.Equal(["AccountsRegistration.cs", "Argon2PasswordHasher.cs", "CredentialGate.cs", "SubjectAccounts.cs", "SubjectPasswords.cs"], callers);
    }

    [Fact]
    public async Task Attack_57_unknown_disabled_passwordless_and_overlong_answer_alike_for_the_same_work()
    {
        await using var house = await AccountsFixture.StartAsync();
        await house.AddAsync("known");
        await house.AddAsync("disabled", enabled: false);
        await house.AddAsync("passwordless", password: null);
        var damaged = await house.AddAsync("damaged");
        var write = await house.Subjects.UpdateAsync(damaged with { PasswordHash = "$argon2id$v=19$m=1" }, endEverything: false, TestContext.Current.CancellationToken);
        Assert.Equal(SubjectWriteResult.Stored, write.Result);

        // Nothing else may use the store while its statements are counted.
        await house.AuditAsync();
        (string Name, string Password)[] attempts =
        [
            ("known", "wrong"), ("unknown", "wrong"), ("unknown", AccountsFixture.Right), ("disabled", AccountsFixture.Right), ("passwordless", ""),
            ("passwordless", AccountsFixture.Right), ("damaged", AccountsFixture.Right), ("known", ""), ("known", new string('x', 1025)), ("", "wrong"),
            (new string('x', 257), "wrong"), (new string('x', 100_000), new string('y', 100_000)), ("half a pair \ud800", "\udc00"), ("nul \0", "\0"),
        ];
        foreach (var (name, password) in attempts)
        {
            var (hashes, statements) = (house.HashRuns, house.Stores.StatementsExecuted);
            var error = (await house.TryAsync(name, password)).Error;
            Assert.Equal(ProtocolError.AccessDenied("The user name or password is wrong."), error);
            Assert.True(house.HashRuns - hashes == 1, $"{name.Length} characters of name: {house.HashRuns - hashes} hashes");
            // Whether the caller is known, and who has the name; a name that nobody can have is not looked for.
            Assert.True(house.Stores.StatementsExecuted - statements == (name.Length is 0 or > 256 ? 1 : 2), $"{name.Length} characters of name");
        }
    }

    [Fact]
    public async Task Attack_57_being_throttled_says_nothing_about_who_exists()
    {
        await using var house = await AccountsFixture.StartAsync();
        await house.AddAsync("known");
        await house.AddAsync("disabled", enabled: false);
        var answers = new List<string>();
        foreach (var name in (string[])["known", "unknown", "disabled"])
        {
            var seen = new List<string>();
            for (var i = 0; i < 12; i++)
            {
                var error = (await house.TryAsync(name, "wrong", $"{answers.Count}.0.2.1")).Error;
                seen.Add($"{error?.Code} {error?.Description} {error?.RetryAfter}");
            }

            answers.Add(string.Join('\n', seen));
        }

        Assert.Single(answers.Distinct());
        Assert.Contains("Throttled", answers[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Attack_67_there_is_no_default_password_and_none_is_accepted()
    {
        await using var house = await AccountsFixture.StartAsync();
        foreach (var name in (string[])["admin", "root", "administrator", "vestibule"])
        {
            foreach (var password in (string[])["", "admin", "password", "vestibule"]) Assert.False((await house.TryAsync(name, password)).Succeeded);
        }

        foreach (var password in (string[])["", "admin", "changeme", "password1", "Password123!", "vestibule", "12345678", "administrator"])
        {
            var outcome = await house.InScopeAsync<SubjectAccounts, AccountOutcome>(accounts =>
                accounts.CreateAsync(house.Site, AccountsFixture.New("admin", password), TestContext.Current.CancellationToken));
            Assert.Equal(AccountFaultKind.Password, Assert.Single(outcome.Faults).Kind);
        }
    }

    [Fact]
    public async Task Attack_78_passwords_are_compared_as_hashes_and_secrets_have_no_equality_operator()
    {
        Assert.Null(typeof(Secret).GetMethod("op_Equality"));
        var source = await File.ReadAllTextAsync(
            Path.Combine(RepositoryRoot(), "src", "Vestibule.Server", "Accounts", "Argon2PasswordHasher.cs"), TestContext.Current.CancellationToken);
        Assert.Contains("CryptographicOperations.FixedTimeEquals(Run(", source, StringComparison.Ordinal);
        Assert.DoesNotContain("SequenceEqual", source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_password_reaches_a_log_line_an_exception_or_the_audit_table()
    {
        await using var house = await AccountsFixture.StartAsync();
        const string secret = "unmistakable-Kx7-password";
        const string typedIntoTheWrongField = "unmistakable-Kx8-password";
        var ann = await house.AddAsync("ann", secret);
        await house.TryAsync("ann", secret);
        await house.TryAsync("ann", secret + "!");
        await house.TryAsync(typedIntoTheWrongField, secret);
        await house.TryAsync("\ud800" + secret, secret + "\ud800");
        for (var i = 0; i < 12; i++) await house.TryAsync("ann", secret + i);
        await house.RestartAsync(new Argon2Cost(16, 2));
        await house.TryAsync("ann", secret);
        var cookie = await SignInAsync(house, ann, cookie: null);
        await house.Get<BrowserSessions>().SignOutAsync(AccountsFixture.Request(cookie), house.Site, TestContext.Current.CancellationToken);
        foreach (var password in (string[])[secret + secret, secret[..3], "\ud800" + secret, new string('x', 2000) + secret])
        {
            await house.InScopeAsync<SubjectAccounts, AccountOutcome>(accounts =>
                accounts.SetPasswordAsync(house.Site, ann.Id, new Secret(password), endEverything: true, TestContext.Current.CancellationToken));
        }

        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => house.InScopeAsync<CredentialGate, Outcome<Subject>>(gate =>
            gate.AuthenticateAsync(house.Site, new CredentialAttempt { UserName = "ann", Password = new Secret(secret), Address = "192.0.2.1" }, gone.Token)));

        var written = string.Join('\n', [.. house.Lines.All, thrown.ToString(), .. (await house.AuditAsync()).Select(happened => happened.ToString())]);
        Assert.Contains("Signed in", written, StringComparison.Ordinal);
        Assert.DoesNotContain("unmistakable", written, StringComparison.Ordinal);
        Assert.DoesNotContain("vst_se_", written, StringComparison.Ordinal);
        Assert.DoesNotContain("$argon2id$", written, StringComparison.Ordinal);
    }

    internal static async Task<string> SignInAsync(AccountsFixture house, Subject subject, string? cookie)
    {
        var http = AccountsFixture.Request(cookie);
        await house.Get<BrowserSessions>().SignInAsync(http, house.Site, subject, "pwd", TestContext.Current.CancellationToken);
        return CookieOf(http);
    }

    internal static string CookieOf(DefaultHttpContext http) => Assert.Single(http.Response.Headers.SetCookie)!.Split(';')[0];

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Vestibule.slnx"))) folder = folder.Parent ?? throw new UnreachableException("No Vestibule.slnx above the tests.");
        return folder.FullName;
    }
}
