using System.Security.Cryptography;

namespace Vestibule.Server.Keys;

/// <summary>The 256-bit key under which the key ring is wrapped. It is never in the database.</summary>
internal sealed class MasterKey
{
    private const int Length = 32;
    private readonly byte[] key;

    private MasterKey(byte[] key) => this.key = key;

    /// <summary>A key from base64 text, as an environment variable holds it.</summary>
    /// <exception cref="SetupException">It is not 32 bytes of base64.</exception>
    internal static MasterKey FromText(string base64, string source)
    {
        var bytes = new byte[Length];
        return Convert.TryFromBase64String(base64.Trim(), bytes, out var written) && written == Length
            ? new MasterKey(bytes)
            : throw new SetupException($"The master key in {source} is not 32 bytes of base64. Make one with: head -c 32 /dev/urandom | base64");
    }

    /// <summary>The key in a file; made on first use, readable by its owner only.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mayMake">Whether there is nothing yet that an earlier key would have to open.</param>
    /// <exception cref="SetupException">The file cannot be read, written, or does not hold a key.</exception>
    internal static MasterKey FromFile(string path, bool mayMake)
    {
        try
        {
            if (!File.Exists(path))
            {
                if (!mayMake) throw new SetupException($"The master key file {path} is not there, and the database was made with one. Put it back.");
                Write(path);
            }

            return FromText(File.ReadAllText(path), path);
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            throw new SetupException($"The master key file {path} cannot be read or made ({broken.Message}). Check the folder and its owner.", broken);
        }
    }

    /// <summary>A key for one purpose, derived from this one.</summary>
    internal byte[] Derive(string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, Length, info: System.Text.Encoding.UTF8.GetBytes(purpose));

    /// <summary>Written beside and renamed, so that a crash leaves a whole key or none, and two starts at once agree on one.</summary>
    private static void Write(string path)
    {
        var fresh = $"{path}.{Environment.ProcessId}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(fresh, options))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Length)) + "\n"));
            file.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(fresh, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(fresh);
        }
    }
}
