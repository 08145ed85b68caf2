namespace Server.Tests.Workplace;

/// <summary>What each operation costs at the database: its statements, counted.</summary>
public sealed class StatementCountTests : WorkplaceTest
{
    private static readonly string[] PasswordLookUp = ["FROM known_callers", "FROM users", "INSERT INTO known_callers"];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        // Sites and clients are in memory from here on, and no change is on its way that would make the server let go of them.
        await Server.CatchUpAsync(Ct);
        await SpaApp.SignInAsync(UserName, Password);
        await WebApp.SignInAsync(UserName, Password);
        await ServiceApp.ClientCredentialsAsync();
    }

    [Fact, Trait("Rule", "W-30")]
    public async Task Issuing_a_code_adds_nothing_to_what_checking_the_password_costs()
    {
        var statements = await Server.StatementsOfAsync(() => CodeAsync());
        Assert.Equal(PasswordLookUp.Length, statements.Count);
        Assert.All(PasswordLookUp, table => Assert.Contains(statements, sql => sql.Contains(table, StringComparison.Ordinal)));
    }

    [Fact, Trait("Rule", "W-24")]
    public async Task Issuing_a_code_to_a_session_reads_the_session_and_writes_nothing()
    {
        using var browser = Browser();
        await browser.SignInAsync(UserName, Password);
        var statement = Assert.Single(await Server.StatementsOfAsync(() => browser.OpenAsync()));
        Assert.StartsWith("SELECT", statement.TrimStart(), StringComparison.Ordinal);
        Assert.Contains("FROM sessions", statement, StringComparison.Ordinal);
    }

    [Fact, Trait("Rule", "W-42")]
    public async Task Redeeming_is_one_statement()
    {
        var code = await CodeAsync();
        var statement = Assert.Single(await Server.StatementsOfAsync(async () => Assert.True((await SpaApp.RedeemAsync(code)).Succeeded)));
        Assert.Contains("INSERT INTO grants", statement, StringComparison.Ordinal);
        Assert.Single(await Server.StatementsOfAsync(async () => Assert.False((await SpaApp.RedeemAsync(code)).Succeeded)));
    }

    [Fact, Trait("Rule", "W-42")]
    public async Task A_try_that_fails_a_rule_reaches_no_database()
    {
        var code = await CodeAsync();
        Assert.Empty(await Server.StatementsOfAsync(async () =>
        {
            await SpaApp.RedeemAsync(code, ("x-redirect-uri", "https://app.example.com/other"));
            await SpaApp.RedeemAsync("nonsense");
            await SpaApp.RefreshAsync("nonsense");
            await SpaApp.TokenInfoAsync("nonsense");
            await SpaApp.RevokeAsync("nonsense");
            await SpaApp.MeAsync("nonsense");
        }));
    }

    [Fact, Trait("Rule", "W-44"), Trait("Rule", "W-45")]
    public async Task Refreshing_is_one_statement_also_as_a_retry_and_as_a_replay()
    {
        var (_, refresh) = await SpaApp.SignInAsync(UserName, Password);
        for (var round = 0; round < 2; round++)
        {
            var statement = Assert.Single(await Server.StatementsOfAsync(async () => Assert.True((await SpaApp.RefreshAsync(refresh)).Succeeded)));
            Assert.Contains("UPDATE grants", statement, StringComparison.Ordinal);
        }

        Server.Clock.Advance(TimeSpan.FromSeconds(11));
        Assert.Single(await Server.StatementsOfAsync(async () => Assert.False((await SpaApp.RefreshAsync(refresh)).Succeeded)));
    }

    [Theory, Trait("Rule", "W-61")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Revoking_is_one_statement(bool byRefreshToken)
    {
        var (access, refresh) = await SpaApp.SignInAsync(UserName, Password);
        var statement = Assert.Single(await Server.StatementsOfAsync(() => SpaApp.RevokeAsync(byRefreshToken ? refresh : access)));
        Assert.Contains("UPDATE grants", statement, StringComparison.Ordinal);
    }

    [Fact, Trait("Rule", "W-62"), Trait("Rule", "W-47")]
    public async Task Checking_an_access_token_asks_no_database_and_naming_its_person_reads_their_row()
    {
        var own = (await ServiceApp.ClientCredentialsAsync()).Text("access_token");
        Assert.Empty(await Server.StatementsOfAsync(async () => Assert.True((await ServiceApp.TokenInfoAsync(own)).Succeeded)));
        var (access, _) = await SpaApp.SignInAsync(UserName, Password);
        var statement = Assert.Single(await Server.StatementsOfAsync(async () => Assert.True((await SpaApp.TokenInfoAsync(access)).Succeeded)));
        Assert.Contains("FROM users", statement, StringComparison.Ordinal);
    }

    [Theory, Trait("Rule", "W-50"), Trait("Rule", "W-51")]
    [InlineData("Authorization")]
    [InlineData("x-access-token")]
    public async Task The_API_reads_the_person_and_nothing_for_the_token(string header)
    {
        var (access, _) = await SpaApp.SignInAsync(UserName, Password);
        // The names of the site's user types are read once and kept until the site changes.
        Assert.True((await SpaApp.MeAsync(access, header)).Succeeded);
        var statement = Assert.Single(await Server.StatementsOfAsync(async () => Assert.True((await SpaApp.MeAsync(access, header)).Succeeded)));
        Assert.Contains("FROM users", statement, StringComparison.Ordinal);
    }

    [Fact, Trait("Rule", "W-47")]
    public async Task Client_credentials_ask_no_database() =>
        Assert.Empty(await Server.StatementsOfAsync(async () => Assert.True((await ServiceApp.ClientCredentialsAsync()).Succeeded)));

    /// <summary>The watcher of these tests would prove nothing if it saw nothing.</summary>
    [Fact]
    public async Task The_counter_counts_and_the_upkeep_is_the_only_thing_left_out()
    {
        var before = Server.Stores.StatementsExecuted;
        var seen = await Server.StatementsOfAsync(() => SpaApp.SignInAsync(UserName, Password));
        Assert.Equal(4, seen.Count);
        Assert.True(Server.Stores.StatementsExecuted - before >= 4);
    }
}
