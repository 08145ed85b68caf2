using Vestibule.Engine.Model.Audit;

namespace Server.Tests.Commands;

public sealed class UserVerbTests
{
    private const string Password = "grüne Wiese am Bach";

    [Fact]
    public async Task A_user_is_added_disabled_enabled_and_removed()
    {
        using var folder = await DataFolder.WithSiteAsync();
        var added = await folder.RunWithInputAsync(Password + "\n",
            "user add --user-name bob --email bob@acme.example --password-stdin --first-name Bob --last-name Baker --admin --json");
        Assert.Equal(1, added.Json.GetProperty("id").GetInt64());
        Assert.Equal("bob", added.Json.GetProperty("userName").GetString());
        Assert.True(added.Json.GetProperty("admin").GetBoolean());
        Assert.Equal("Baker", added.Json.GetProperty("lastName").GetString());
        Assert.DoesNotContain("argon2", added.Out, StringComparison.OrdinalIgnoreCase);

        Assert.False((await folder.RunAsync("user disable bob --json")).Json.GetProperty("enabled").GetBoolean());
        Assert.True((await folder.RunAsync("user enable 1 --json")).Json.GetProperty("enabled").GetBoolean());
        _ = (await folder.RunWithInputAsync("another good word\r\n", "user set-password BOB --password-stdin --json")).Json;
        _ = (await folder.RunWithInputAsync("a third good word", "user set-password id:1 --password-stdin --keep-sessions --json")).Json;
        await using (var stores = folder.Open())
        {
            var site = Assert.Single(await stores.Sites.ListAsync(TestContext.Current.CancellationToken));
            // Once for disabling, once for the first new password; the second spared what there was.
            Assert.Equal(2, (await stores.Subjects.FindByNumberAsync(site.Id, 1, TestContext.Current.CancellationToken))!.Epoch);
        }

        Assert.Contains("--yes", (await folder.RunAsync("user remove bob")).Refusal, StringComparison.Ordinal);
        Assert.Equal(1, (await folder.RunAsync("user list --json")).Json.GetArrayLength());
        Assert.Equal(1, (await folder.RunAsync("user remove bob --yes --json")).Json.GetProperty("id").GetInt64());
        Assert.Equal(0, (await folder.RunAsync("user list --json")).Json.GetArrayLength());
        Assert.Contains("has no user bob", (await folder.RunAsync("user show bob")).Refusal, StringComparison.Ordinal);

        await using var after = folder.Open();
        var acme = Assert.Single(await after.Sites.ListAsync(TestContext.Current.CancellationToken));
        var kinds = (await after.Audit.ListAsync(acme.Id, 100, TestContext.Current.CancellationToken)).Select(one => one.Kind).ToHashSet();
        Assert.Superset(
            new HashSet<SecurityEventKind>
            {
                SecurityEventKind.SubjectAdded, SecurityEventKind.SubjectDisabled, SecurityEventKind.SubjectChanged, SecurityEventKind.PasswordSet,
                SecurityEventKind.SubjectRemoved,
            }, kinds);
    }

    [Fact]
    public async Task A_password_comes_from_standard_input_and_nowhere_else()
    {
        using var folder = await DataFolder.WithSiteAsync();
        Assert.Contains("--password-stdin", (await folder.RunAsync("user add --user-name bob --email bob@acme.example")).Refusal, StringComparison.Ordinal);
        Assert.Contains("empty", (await folder.RunAsync("user add --user-name bob --email bob@acme.example --password-stdin")).Refusal, StringComparison.Ordinal);
        Assert.Contains("--password", (await folder.RunAsync("user add --user-name bob --email bob@acme.example --password x")).Refusal, StringComparison.Ordinal);
        var refusal = (await folder.RunWithInputAsync("short\n", "user add --email nothing --password-stdin --user-name", "bo b")).Refusal;
        Assert.All((string[])["The user name", "The e-mail address", "at least 8"], part => Assert.Contains(part, refusal, StringComparison.Ordinal));
        Assert.Equal(0, (await folder.RunAsync("user list --json")).Json.GetArrayLength());
    }

    [Fact]
    public async Task A_user_name_that_is_another_users_number_is_never_guessed()
    {
        using var folder = await DataFolder.WithSiteAsync();
        _ = (await folder.RunWithInputAsync(Password, "user add --user-name 2 --email two@acme.example --password-stdin --json")).Json;
        _ = (await folder.RunWithInputAsync(Password, "user add --user-name eve --email eve@acme.example --password-stdin --json")).Json;
        Assert.Contains("name:2 or id:2", (await folder.RunAsync("user disable 2")).Refusal, StringComparison.Ordinal);
        Assert.Equal("eve", (await folder.RunAsync("user show id:2 --json")).Json.GetProperty("userName").GetString());
        Assert.Equal(1, (await folder.RunAsync("user show name:2 --json")).Json.GetProperty("id").GetInt64());
    }
}
