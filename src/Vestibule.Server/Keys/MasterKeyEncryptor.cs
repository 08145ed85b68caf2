using System.Security.Cryptography;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace Vestibule.Server.Keys;

/// <summary>Wraps the elements of the key ring under the master key: AES-256-GCM.</summary>
internal sealed class MasterKeyEncryptor(MasterKey master) : IXmlEncryptor
{
    internal const string Purpose = "vestibule key ring";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var plaintext = System.Text.Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var wrapped = new byte[AesGcm.NonceByteSizes.MaxSize + AesGcm.TagByteSizes.MaxSize + plaintext.Length];
        var nonce = wrapped.AsSpan(0, AesGcm.NonceByteSizes.MaxSize);
        var tag = wrapped.AsSpan(nonce.Length, AesGcm.TagByteSizes.MaxSize);
        RandomNumberGenerator.Fill(nonce);
        using (var aes = new AesGcm(master.Derive(Purpose), tag.Length)) aes.Encrypt(nonce, plaintext, wrapped.AsSpan(nonce.Length + tag.Length), tag);
        CryptographicOperations.ZeroMemory(plaintext);
        return new EncryptedXmlInfo(new XElement("wrapped", Convert.ToBase64String(wrapped)), typeof(MasterKeyDecryptor));
    }
}

/// <summary>Opens what <see cref="MasterKeyEncryptor"/> wrapped.</summary>
internal sealed class MasterKeyDecryptor(IServiceProvider services) : IXmlDecryptor
{
    private readonly MasterKey master = services.GetRequiredService<MasterKey>();

    public XElement Decrypt(XElement encryptedElement) => Open(master, encryptedElement);

    /// <summary>The element in the clear.</summary>
    /// <exception cref="SetupException">It was wrapped under another key, or is not what was wrapped.</exception>
    internal static XElement Open(MasterKey master, XElement encryptedElement)
    {
        var wrapped = Convert.FromBase64String(encryptedElement.Value);
        int nonce = AesGcm.NonceByteSizes.MaxSize, tag = AesGcm.TagByteSizes.MaxSize;
        var plaintext = new byte[wrapped.Length - nonce - tag];
        try
        {
            using var aes = new AesGcm(master.Derive(MasterKeyEncryptor.Purpose), tag);
            aes.Decrypt(wrapped.AsSpan(0, nonce), wrapped.AsSpan(nonce + tag), wrapped.AsSpan(nonce, tag), plaintext);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new SetupException("The master key does not open this database's key ring. Give the master key with which the data folder was made.");
        }

        return XElement.Parse(System.Text.Encoding.UTF8.GetString(plaintext));
    }
}
