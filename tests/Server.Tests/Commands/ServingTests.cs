using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Server.Tests.Commands;

/// <summary>Verbs beside a running server, and how that stops.</summary>
public sealed class ServingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_running_server_notices_a_new_client_a_disabled_one_and_a_removed_one()
    {
        using var folder = new DataFolder();
        await using var server = await ServingProgram.StartAsync(folder);
        var secret = await AddServiceAsync(folder);
        var token = await TokenAsync(server, "job", secret);
        Assert.Equal(HttpStatusCode.OK, await server.TokenInfoAsync(token));

        _ = (await folder.RunAsync("client set job --disable --json")).Json;
        await ServingProgram.UntilAsync(async () => await server.TokenInfoAsync(token) == HttpStatusCode.Unauthorized, "The token lives on.");
        Assert.Equal(HttpStatusCode.Unauthorized, await CredentialsStatusAsync(server, "job", secret));
        _ = (await folder.RunAsync("client set job --enable --json")).Json;
        await ServingProgram.UntilAsync(async () => await CredentialsStatusAsync(server, "job", secret) == HttpStatusCode.OK, "The client stays disabled.");
        Assert.Equal(HttpStatusCode.Unauthorized, await server.TokenInfoAsync(token));

        var last = await TokenAsync(server, "job", secret);
        _ = (await folder.RunAsync("client remove job --yes --json")).Json;
        await ServingProgram.UntilAsync(async () => await server.TokenInfoAsync(last) == HttpStatusCode.Unauthorized, "The token lives on.");
        Assert.Equal(HttpStatusCode.Unauthorized, await CredentialsStatusAsync(server, "job", secret));
    }

    [Fact]
    public async Task A_running_server_notices_an_ended_and_a_disabled_user_and_counts_headless_sign_ins()
    {
        using var folder = new DataFolder();
        await using var server = await ServingProgram.StartAsync(folder);
        _ = (await folder.RunAsync("client add --name App --type public --id app --redirect-uri https://app.example/cb --legacy --headless --json")).Json;
        _ = (await folder.RunWithInputAsync("green meadow by the brook\n", "user add --user-name bob --email bob@acme.example --password-stdin --json")).Json;
        using var authorized = await server.SendAsync(HttpMethod.Post, "oauth2/auth", ("x-client-id", "app"), ("x-redirect-uri", "https://app.example/cb"),
            ("x-scope", "email"), ("x-auth-username", "bob"), ("x-auth-password", "green meadow by the brook"));
        using var exchanged = await server.SendAsync(HttpMethod.Post, "oauth2/token", ("x-grant-type", "authorization_code"), ("x-client-id", "app"),
            ("x-redirect-uri", "https://app.example/cb"), ("x-scope", "email"), ("x-auth-code", await MemberAsync(authorized, "code")));
        var token = await MemberAsync(exchanged, "access_token");
        Assert.Equal(HttpStatusCode.OK, await server.TokenInfoAsync(token));

        Assert.True((await folder.RunAsync("user end-everything bob --json")).Json.GetProperty("enabled").GetBoolean());
        await ServingProgram.UntilAsync(async () => await server.TokenInfoAsync(token) == HttpStatusCode.Unauthorized, "The user's token lives on.");

        using var again = await server.SendAsync(HttpMethod.Post, "oauth2/auth", ("x-client-id", "app"), ("x-redirect-uri", "https://app.example/cb"),
            ("x-scope", "email"), ("x-auth-username", "bob"), ("x-auth-password", "green meadow by the brook"));
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        _ = (await folder.RunAsync("user disable bob --json")).Json;
        using var redeemed = await server.SendAsync(HttpMethod.Post, "oauth2/token", ("x-grant-type", "authorization_code"), ("x-client-id", "app"),
            ("x-redirect-uri", "https://app.example/cb"), ("x-scope", "email"), ("x-auth-code", await MemberAsync(again, "code")));
        Assert.Equal(HttpStatusCode.BadRequest, redeemed.StatusCode);
        await ServingProgram.UntilAsync(async () => (await folder.RunAsync("client show app --json")).Json.GetProperty("headlessSignInsLast30Days").GetInt64() == 2,
            "The sign-in is not counted.");
    }

    [Fact]
    public async Task A_running_server_seals_with_the_rotated_key_and_opens_what_the_older_one_sealed()
    {
        using var folder = new DataFolder();
        await using var server = await ServingProgram.StartAsync(folder);
        var secret = await AddServiceAsync(folder);
        var before = await TokenAsync(server, "job", secret);
        var first = Assert.Single((await folder.RunAsync("key list --json")).Json.EnumerateArray());
        Assert.Equal(first.GetProperty("id").GetGuid(), KeyOf(before));

        var rotated = (await folder.RunAsync("key rotate --json")).Json.GetProperty("id").GetGuid();
        Assert.NotEqual(rotated, KeyOf(before));
        await ServingProgram.UntilAsync(async () => KeyOf(await TokenAsync(server, "job", secret)) == rotated, "It goes on sealing with the old key.");
        Assert.Equal(HttpStatusCode.OK, await server.TokenInfoAsync(before));
        var ring = (await folder.RunAsync("key list --json")).Json.EnumerateArray().ToArray();
        Assert.Equal(rotated, Assert.Single(ring, key => key.GetProperty("current").GetBoolean()).GetProperty("id").GetGuid());
        Assert.Equal(2, ring.Length);
    }

    [Fact]
    public async Task A_database_is_checked_and_copied_while_it_is_served()
    {
        using var folder = new DataFolder();
        await using var server = await ServingProgram.StartAsync(folder);
        _ = await AddServiceAsync(folder);
        Assert.True((await folder.RunAsync("db check --json")).Json.GetProperty("ok").GetBoolean());
        using var copy = new DataFolder();
        var backup = (await folder.RunAsync("db backup --json", copy.File("vestibule.db"))).Json;
        Assert.Equal(copy.File("vestibule.db"), backup.GetProperty("file").GetString());
        Assert.Equal("job", Assert.Single((await copy.RunAsync("client list --json")).Json.EnumerateArray()).GetProperty("clientId").GetString());
        Assert.Contains("is there already", (await folder.RunAsync("db backup", copy.File("vestibule.db"))).Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_demo_on_a_port_that_the_machine_chose_writes_the_address_that_it_has()
    {
        using var folder = new DataFolder();
        using var demo = VestibuleProgram.Start(["demo", "--data", folder.Path, "--urls", "http://127.0.0.1:0"]);
        try
        {
            var ready = await demo.StandardOutput.ReadLineAsync(Ct).AsTask().WaitAsync(VestibuleProgram.Patience, Ct);
            using var written = JsonDocument.Parse(await File.ReadAllBytesAsync(folder.File("demo.json"), Ct));
            Assert.Equal(ready, "ready " + written.RootElement.GetProperty("site").GetString());
            using var http = new HttpClient();
            using var front = await http.GetAsync(new Uri(written.RootElement.GetProperty("site").GetString()! + "/"), Ct);
            Assert.Equal(HttpStatusCode.OK, front.StatusCode);
        }
        finally
        {
            demo.Kill();
            await demo.WaitForExitAsync(CancellationToken.None);
        }
    }

    [Fact]
    public async Task A_server_on_an_address_that_is_no_site_s_says_so_and_what_to_do()
    {
        using var folder = await DataFolder.WithSiteAsync();
        await using var server = await ServingProgram.StartAsync(folder);
        using var answer = await server.Http.GetAsync(new Uri("/login.html", UriKind.Relative), Ct);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("vestibule site set --url URL", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        await server.TerminateAsync();
        Assert.Equal(0, await server.ExitCodeAsync());
        var warning = Assert.Single((await server.ErrorAsync()).TrimEnd().Split('\n'));
        Assert.All((string[])["[1007]", server.Address.GetLeftPart(UriPartial.Authority), "https://acme.example (Acme)", "vestibule site set --url URL", "vestibule site add --name NAME --url URL"],
            part => Assert.Contains(part, warning, StringComparison.Ordinal));
    }

    [Fact]
    public async Task SIGTERM_lets_a_running_request_finish()
    {
        using var folder = new DataFolder();
        await using var server = await ServingProgram.StartAsync(folder);
        using var upload = await BeginUploadAsync(server);
        await server.TerminateAsync();
        await ServingProgram.UntilAsync(async () => !await AnswersAsync(server), "It goes on taking connections.");

        var stream = upload.GetStream();
        await stream.WriteAsync("username=b"u8.ToArray(), Ct);
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync(Ct).WaitAsync(VestibuleProgram.Patience, Ct);
        Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
        Assert.EndsWith("</html>", answer, StringComparison.Ordinal);
        Assert.Equal(0, await server.ExitCodeAsync());
    }

    [Fact]
    public async Task SIGTERM_does_not_wait_for_ever_for_a_request_that_never_ends()
    {
        using var folder = new DataFolder();
        await using var server = await ServingProgram.StartAsync(folder);
        using var upload = await BeginUploadAsync(server);
        await server.TerminateAsync();
        Assert.Equal(0, await server.ExitCodeAsync());
        // That it made a site is all it has to say: cutting a connection at its own end is no defect.
        Assert.EndsWith("Site made: " + server.Address.GetLeftPart(UriPartial.Authority), Assert.Single((await server.ErrorAsync()).TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    /// <summary>A request whose body has been asked for by the server and has not been sent.</summary>
    private static async Task<TcpClient> BeginUploadAsync(ServingProgram server)
    {
        var client = new TcpClient();
        await client.ConnectAsync(server.Address.Host, server.Address.Port, Ct);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /login.html HTTP/1.1\r\nHost: {server.Address.Authority}\r\nConnection: close\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 10\r\nExpect: 100-continue\r\n\r\n"), Ct);
        var expected = "HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray();
        var received = new byte[expected.Length];
        await stream.ReadExactlyAsync(received, Ct).AsTask().WaitAsync(VestibuleProgram.Patience, Ct);
        Assert.Equal(expected, received);
        return client;
    }

    private static async Task<bool> AnswersAsync(ServingProgram server)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(server.Address.Host, server.Address.Port, Ct);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static async Task<string> AddServiceAsync(DataFolder folder) =>
        (await folder.RunAsync("client add --name Job --type service --id job --json")).Json.GetProperty("clientSecret").GetString()!;

    /// <summary>A token, once the server knows the client.</summary>
    private static async Task<string> TokenAsync(ServingProgram server, string client, string secret)
    {
        await ServingProgram.UntilAsync(async () => await CredentialsStatusAsync(server, client, secret) == HttpStatusCode.OK, "The server does not know the client.");
        using var answer = await server.CredentialsAsync(client, secret);
        return await MemberAsync(answer, "access_token");
    }

    private static async Task<HttpStatusCode> CredentialsStatusAsync(ServingProgram server, string client, string secret)
    {
        using var answer = await server.CredentialsAsync(client, secret);
        return answer.StatusCode;
    }

    private static async Task<string> MemberAsync(HttpResponseMessage answer, string name)
    {
        var body = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.IsSuccessStatusCode, body);
        using var json = JsonDocument.Parse(body);
        return json.RootElement.GetProperty(name).GetString()!;
    }

    /// <summary>The id of the key that sealed a token: after the prefix and Data Protection's four bytes.</summary>
    private static Guid KeyOf(string token)
    {
        Assert.StartsWith("vst_at_", token, StringComparison.Ordinal);
        var payload = Base64Url.DecodeFromChars(token.AsSpan("vst_at_".Length));
        Assert.Equal([0x09, 0xf0, 0xc9, 0xf0], payload[..4]);
        return new Guid(payload.AsSpan(4, 16));
    }
}
