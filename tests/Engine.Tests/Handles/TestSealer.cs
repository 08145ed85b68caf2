using System.Security.Cryptography;
using System.Text;
using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Model.Sites;

namespace Engine.Tests.Handles;

/// <summary>Seals with AES-256-GCM under a key of its own for each site and kind: what the port asks for, without a key ring.</summary>
internal sealed class TestSealer : ISealer
{
    private readonly byte[] master = RandomNumberGenerator.GetBytes(32);

    public byte[] Seal(SiteId site, HandleKind kind, byte[] contents)
    {
        var box = new byte[12 + 16 + contents.Length];
        RandomNumberGenerator.Fill(box.AsSpan(0, 12));
        using var aes = new AesGcm(KeyOf(site, kind), 16);
        aes.Encrypt(box.AsSpan(0, 12), contents, box.AsSpan(28), box.AsSpan(12, 16));
        return box;
    }

    public byte[]? Open(SiteId site, HandleKind kind, byte[] sealedContents)
    {
        if (sealedContents.Length < 28) return null;
        var contents = new byte[sealedContents.Length - 28];
        using var aes = new AesGcm(KeyOf(site, kind), 16);
        try
        {
            aes.Decrypt(sealedContents.AsSpan(0, 12), sealedContents.AsSpan(28), sealedContents.AsSpan(12, 16), contents);
            return contents;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private byte[] KeyOf(SiteId site, HandleKind kind) => HKDF.DeriveKey(HashAlgorithmName.SHA256, master, 32, info: Encoding.ASCII.GetBytes($"{site} {kind}"));
}
