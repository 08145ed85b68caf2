using System.Buffers.Text;
using System.Security.Cryptography;
using Vestibule.Engine.Model.Handles;

namespace Vestibule.Engine.Model.Clients;

/// <summary>Makes client secrets (W-11, S-4).</summary>
public static class ClientSecrets
{
    /// <summary>The prefix by which secret scanners find a leaked one.</summary>
    public const string Prefix = "vst_cs_";

    /// <summary>A fresh secret of 256 bits, to be shown once, and what is kept of it.</summary>
    public static (Secret Secret, ClientSecret Kept) Make(DateTimeOffset now, DateTimeOffset? expiresAt)
    {
        var secret = new Secret(Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));
        return (secret, new ClientSecret(Guid.CreateVersion7(now), secret.Hash(), now, expiresAt));
    }
}
