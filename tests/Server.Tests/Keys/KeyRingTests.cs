using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Vestibule.Server.Keys;
using Vestibule.Testing;

namespace Server.Tests.Keys;

public sealed class KeyRingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_stored_names_no_type_of_ours_so_that_a_ring_outlives_renaming()
    {
        await using var server = await AuthServer.StartAsync(ct: Ct);
        server.Services.GetRequiredService<IKeyManager>().CreateNewKey(server.Clock.GetUtcNow(), server.Clock.GetUtcNow().AddDays(90));

        var stored = server.Stores.Keys.ReadAll();
        Assert.NotEmpty(stored);
        Assert.All(stored, element =>
        {
            Assert.DoesNotContain(nameof(MasterKeyDecryptor), element, StringComparison.Ordinal);
            Assert.Single(XElement.Parse(element).Descendants().Attributes("decryptorType"), opener => opener.Value == KeyRingRepository.UnderTheMasterKey);
        });
    }

    [Fact]
    public async Task A_ring_that_was_stored_is_opened_after_a_restart_and_no_key_is_made_anew()
    {
        var server = await AuthServer.StartAsync(ct: Ct);
        try
        {
            server.Services.GetRequiredService<IKeyManager>().CreateNewKey(server.Clock.GetUtcNow(), server.Clock.GetUtcNow().AddDays(90));
            var before = server.Services.GetRequiredService<IKeyManager>().GetAllKeys().Select(key => key.KeyId).Order().ToArray();

            server = await server.RestartAsync(ct: Ct);

            var keys = server.Services.GetRequiredService<IKeyManager>().GetAllKeys();
            Assert.Equal(before, keys.Select(key => key.KeyId).Order());
            Assert.All(keys, key => Assert.NotNull(key.CreateEncryptor()));
        }
        finally
        {
            await server.DisposeAsync();
        }
    }
}
