using Vestibule.Engine.Model.Keys;
using Vestibule.Server.Keys;

namespace Vestibule.Server.Hosting;

/// <summary>How a server runs.</summary>
internal sealed record ServerSettings
{
    /// <summary>The folder of the SQLite database.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Where to listen; the first one is also the address of the site made on an empty store.</summary>
    public required IReadOnlyList<string> Urls { get; init; }

    /// <summary>The file of the master key; null means <c>master.key</c> in the data folder.</summary>
    public string? MasterKeyFile { get; init; }

    /// <summary>The master key itself, from the environment; wins over the file.</summary>
    public string? MasterKey { get; init; }

    /// <summary>The public address of the site made on an empty store; null means the first of <see cref="Urls"/>.</summary>
    public string? SiteUrl { get; init; }

    /// <summary>Addresses of reverse proxies whose forwarded headers count (S-2).</summary>
    public IReadOnlyList<string> Proxies { get; init; } = [];

    /// <summary>The certificate chain for https, PEM; null where a proxy ends https.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>The certificate's private key, PEM; null when it is in the same file.</summary>
    public string? CertificateKeyFile { get; init; }

    /// <summary>Where the master key is, unless the environment has it.</summary>
    internal string MasterKeyPath => MasterKeyFile ?? Path.Combine(DataFolder, "master.key");

    /// <summary>The lowest level that is logged.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary>The folder alone: a record's own text would print the master key.</summary>
    public override string ToString() => $"Settings of {DataFolder}";

    /// <summary>The master key, wherever it is; it opens the ring.</summary>
    /// <exception cref="SetupException">There is none, or it is not the one with which the ring was made.</exception>
    internal Keys.MasterKey ReadMasterKey(IKeyStore keys)
    {
        var ring = keys.ReadAll();
        var master = MasterKey is { Length: > 0 } text
            ? Keys.MasterKey.FromText(text, "VESTIBULE_MASTERKEY")
            : Keys.MasterKey.FromFile(MasterKeyPath, mayMake: ring.Count == 0);
        KeyRingRepository.RequireOpensWith(ring, master);
        return master;
    }
}
