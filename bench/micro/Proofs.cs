using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using Vestibule.Engine.Model.Clients;
using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Model.Pkce;
using Vestibule.Engine.Outcomes;
using Vestibule.Testing;

namespace Vestibule.Bench.Micro;

/// <summary>What proofs cost: PKCE and a client's secret. The baseline is one SHA-256 of 43 bytes.</summary>
[MemoryDiagnoser]
public class Proofs
{
    private readonly byte[] bytes = new byte[43];
    private readonly Secret verifier = new("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
    private readonly byte[] challenge = CodeChallenge.Parse("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")!;
    private AuthServer server = null!;
    private ClientAuthentication authentication = null!;
    private PresentedClient presented = null!;

    [GlobalSetup]
    public async Task StartAsync()
    {
        server = await AuthServer.StartAsync();
        authentication = server.Services.GetRequiredService<ClientAuthentication>();
        var client = await server.AddClientAsync(new NewClient { Name = "Service", Type = ClientType.Service });
        presented = new PresentedClient(client.Id, client.Secret, ClientAuthenticationMethod.ClientSecretPost);
    }

    [GlobalCleanup]
    public async Task StopAsync() => await server.DisposeAsync();

    [Benchmark(Baseline = true, Description = "one SHA-256")]
    public byte[] Hash() => SHA256.HashData(bytes);

    [Benchmark(Description = "PKCE S256")]
    public bool Pkce() => CodeChallenge.Matches(verifier, challenge);

    [Benchmark(Description = "client secret")]
    public ValueTask<Outcome<Client>> Secret() => authentication.AuthenticateAsync(server.Site, presented, default);
}
