using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Model.Sites;

namespace Vestibule.Server.Keys;

/// <summary>Seals with ASP.NET Core Data Protection: one purpose for each site and kind.</summary>
internal sealed class DataProtectionSealer(IDataProtectionProvider provider) : ISealer
{
    private readonly ConcurrentDictionary<(SiteId, HandleKind), IDataProtector> protectors = new();

    public byte[] Seal(SiteId site, HandleKind kind, byte[] contents) => For(site, kind).Protect(contents);

    public byte[]? Open(SiteId site, HandleKind kind, byte[] sealedContents)
    {
        try
        {
            return For(site, kind).Unprotect(sealedContents);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector For(SiteId site, HandleKind kind) =>
        protectors.GetOrAdd((site, kind), static (key, provider) => provider.CreateProtector("Vestibule", key.Item1.ToString(), key.Item2.ToString()), provider);
}
