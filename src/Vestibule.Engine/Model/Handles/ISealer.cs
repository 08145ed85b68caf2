using Vestibule.Engine.Model.Sites;

namespace Vestibule.Engine.Model.Handles;

/// <summary>Authenticated encryption under the key ring. Each site and kind has its own purpose.</summary>
public interface ISealer
{
    /// <summary>Seals a handle's contents.</summary>
    byte[] Seal(SiteId site, HandleKind kind, byte[] contents);

    /// <summary>Opens what <see cref="Seal"/> made for the same site and kind; null for anything else. It does not throw for hostile input.</summary>
    byte[]? Open(SiteId site, HandleKind kind, byte[] sealedContents);
}
