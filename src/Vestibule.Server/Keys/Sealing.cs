using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Microsoft.AspNetCore.DataProtection.Internal;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;
using Vestibule.Engine.Model.Changes;
using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Model.Keys;

namespace Vestibule.Server.Keys;

/// <summary>Sets up Data Protection: AES-256-GCM, the ring in our database, wrapped under the master key, fresh through the change feed.</summary>
internal static class Sealing
{
    private static readonly Version FirstSound = new(10, 0, 7);

    internal static IServiceCollection AddSealing(this IServiceCollection services, MasterKey master)
    {
        RefuseUnsoundDataProtection(LoadedVersion());
        services.AddSingleton(master);
        services.AddDataProtection().SetApplicationName("Vestibule").UseCryptographicAlgorithms(new AuthenticatedEncryptorConfiguration
        {
            EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM,
        });
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(options =>
        {
            options.XmlRepository = new KeyRingRepository(provider.GetRequiredService<IKeyStore>());
            options.XmlEncryptor = new MasterKeyEncryptor(master);
        }));
        services.AddSingleton<IKeyManager>(provider => new FollowingKeyRing(
            new XmlKeyManager(provider.GetRequiredService<IOptions<KeyManagementOptions>>(), provider.GetRequiredService<IActivator>(),
                provider.GetRequiredService<ILoggerFactory>()),
            provider.GetRequiredService<ChangeFollower>()));
        return services.AddSingleton<ISealer, DataProtectionSealer>();
    }

    /// <summary>CVE-2026-40372: versions before 10.0.7 accept forged payloads.</summary>
    /// <exception cref="SetupException">The version is not sound.</exception>
    internal static void RefuseUnsoundDataProtection(Version loaded)
    {
        if (loaded < FirstSound)
        {
            throw new SetupException($"ASP.NET Core Data Protection {loaded} accepts forged tickets (CVE-2026-40372). Install the .NET runtime 10.0.7 or later.");
        }
    }

    internal static Version LoadedVersion()
    {
        var file = System.Diagnostics.FileVersionInfo.GetVersionInfo(typeof(XmlKeyManager).Assembly.Location);
        var informational = file.ProductVersion?.Split('+', '-')[0];
        return Version.TryParse(informational, out var version) ? version : new Version(0, 0);
    }
}
