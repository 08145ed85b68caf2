using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using Vestibule.Engine.Model.Changes;
using Vestibule.Engine.Model.Grants;
using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Model.Subjects;
using Vestibule.Engine.Model.Tokens;
using Vestibule.Testing;

namespace Vestibule.Bench.Micro;

/// <summary>What an access token costs: to make, to open, to check beside many that have been ended. The baseline is the bare cipher on the same bytes.</summary>
[MemoryDiagnoser]
public class Handles
{
    private readonly byte[] plaintext = new byte[110];
    private readonly byte[] ciphertext = new byte[110];
    private readonly byte[] nonce = new byte[12];
    private readonly byte[] tag = new byte[16];
    private readonly AesGcm aes = new(RandomNumberGenerator.GetBytes(32), 16);
    private AuthServer server = null!;
    private SealedHandles handles = null!;
    private AccessTokens tokens = null!;
    private AccessToken contents = null!;
    private Secret token;

    [GlobalSetup]
    public async Task StartAsync()
    {
        server = await AuthServer.StartAsync();
        handles = server.Services.GetRequiredService<SealedHandles>();
        tokens = server.Services.GetRequiredService<AccessTokens>();
        var now = server.Clock.GetUtcNow();
        contents = new AccessToken
        {
            Id = Guid.CreateVersion7(now),
            Grant = new GrantId(Guid.CreateVersion7(now)),
            ClientId = "demo-legacy",
            Subject = new SubjectId(Guid.CreateVersion7(now)),
            Scope = "email",
            Epochs = new Epochs(0, 0, 0),
            IssuedAt = now,
            ExpiresAt = now.AddHours(1),
        };
        token = handles.Seal(server.Site.Id, contents);
        var ended = server.Services.GetRequiredService<EndedSet>();
        for (var i = 0; i < 100_000; i++)
        {
            ended.Apply(new Change(i, ChangeKind.GrantEnded, server.Site.Id, Guid.CreateVersion7(now.AddSeconds(i)).ToString("N"), 0, now.AddHours(1)));
        }

    }

    [GlobalCleanup]
    public async Task StopAsync() => await server.DisposeAsync();

    [Benchmark(Baseline = true, Description = "AES-256-GCM alone")]
    public void Cipher() => aes.Encrypt(nonce, plaintext, ciphertext, tag);

    [Benchmark(Description = "seal an access token")]
    public Secret Seal() => handles.Seal(server.Site.Id, contents);

    [Benchmark(Description = "open an access token")]
    public AccessToken? Open() => handles.OpenAccessToken(server.Site.Id, token);

    [Benchmark(Description = "check one, 100,000 ended")]
    public AccessTokenCheck Check() => tokens.Check(server.Site, token);
}
