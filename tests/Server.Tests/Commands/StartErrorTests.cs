using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace Server.Tests.Commands;

/// <summary>What keeps a server from starting is one line that says what is wrong, and the exit code is not 0.</summary>
public sealed class StartErrorTests
{
    [Fact]
    public async Task The_port_is_taken()
    {
        using var folder = await DataFolder.WithSiteAsync();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}");
        Assert.Contains($"The port of {url} is taken", (await folder.RunAsync("serve --urls", url)).Refusal, StringComparison.Ordinal);
        Assert.Contains($"The port of {url} is taken", (await folder.RunAsync("demo --urls", url)).Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_demo_has_the_folder()
    {
        using var folder = new DataFolder();
        await using var first = await ServingProgram.StartAsync(folder, "demo");
        Assert.Contains("Another demo is running on the data folder", (await folder.RunAsync("demo --urls http://127.0.0.1:0")).Refusal, StringComparison.Ordinal);
        using var answer = await first.Http.GetAsync(new Uri("/errors", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Among_several_addresses_the_taken_one_is_named()
    {
        using var folder = await DataFolder.WithSiteAsync();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        foreach (var taken in (string[])[$"http://127.0.0.1:{port}", $"http://localhost:{port}"])
        {
            Assert.Contains($"The port of {taken} is taken", (await folder.RunAsync("serve --urls", $"http://127.0.0.1:0;{taken}")).Refusal, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_folder_or_what_is_in_it_cannot_be_read(bool files)
    {
        using var folder = await DataFolder.WithSiteAsync();
        _ = (await folder.RunAsync("key rotate --json")).Json;
        string[] verbs = ["serve", "demo", "config check", "site list", "db check", "key list", "site add --name A --url https://a.example"];
        using (folder.Close(files))
        {
            foreach (var verb in verbs)
            {
                var finished = await VestibuleProgram.RunUnprivilegedAsync([.. verb.Split(' '), "--data", folder.Path]);
                Assert.Contains($"{folder.File("vestibule.db")} cannot be read by this account", finished.Refusal, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task The_folder_cannot_be_written()
    {
        using var folder = new DataFolder();
        var file = folder.File("file");
        await File.WriteAllTextAsync(file, "not a folder", TestContext.Current.CancellationToken);
        var below = Path.Combine(file, "data");
        string[][] verbs = [["serve", "--data", below], ["demo", "--data", below], ["site", "add", "--name", "A", "--url", "https://a.example", "--data", below]];
        foreach (var verb in verbs)
        {
            Assert.Contains("cannot be written", (await VestibuleProgram.RunAsync(verb)).Refusal, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_database_is_damaged()
    {
        using var folder = new DataFolder();
        await File.WriteAllBytesAsync(folder.File("vestibule.db"), RandomNumberGenerator.GetBytes(8192), TestContext.Current.CancellationToken);
        foreach (var verb in (string[])["serve", "db check", "client list"])
        {
            Assert.Contains("damaged", (await folder.RunAsync(verb)).Refusal, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_schema_is_of_a_newer_version()
    {
        using var folder = await DataFolder.WithSiteAsync();
        await using (var connection = new SqliteConnection($"Data Source={folder.File("vestibule.db")};Pooling=False"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var insert = connection.CreateCommand();
            insert.CommandText = "INSERT INTO schema_migrations (number, name, applied_at) VALUES (9999, 'tomorrow', 0)";
            await insert.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        Assert.Contains("newer version", (await folder.RunAsync("serve")).Refusal, StringComparison.Ordinal);
        Assert.Contains("newer version", (await folder.RunAsync("site list")).Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_master_key_is_not_the_one_of_the_ring()
    {
        using var folder = await DataFolder.WithSiteAsync();
        var first = (await folder.RunAsync("key rotate --json")).Json.GetProperty("id").GetString();
        (string, string) wrong = ("VESTIBULE_MASTERKEY", Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        foreach (var verb in (string[])["serve", "key rotate", "key list"])
        {
            var finished = await VestibuleProgram.RunAsync([.. verb.Split(' '), "--data", folder.Path], "", wrong);
            Assert.Contains("master key does not open", finished.Refusal, StringComparison.Ordinal);
        }

        File.Move(folder.File("master.key"), folder.File("elsewhere"));
        Assert.Contains("Put it back", (await folder.RunAsync("serve")).Refusal, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("master.key")));
        File.Move(folder.File("elsewhere"), folder.File("master.key"));
        var ring = (await folder.RunAsync("key list --json")).Json;
        Assert.Equal(first, Assert.Single(ring.EnumerateArray()).GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("serve --urls http://localhost:0", "in numbers")]
    [InlineData("serve --urls http://192.0.2.1:8080", "Choose an address of this machine")]
    [InlineData("serve --urls http://127.0.0.1:99999", "not an address")]
    [InlineData("demo --urls http://0.0.0.0:8080", "this machine only")]
    public async Task The_address_is_not_one_to_listen_on(string verb, string part)
    {
        using var folder = await DataFolder.WithSiteAsync();
        Assert.Contains(part, (await folder.RunAsync(verb)).Refusal, StringComparison.Ordinal);
    }
}
