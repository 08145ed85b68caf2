using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Vestibule.Engine.Model.Sites;

namespace Vestibule.Server.Accounts;

/// <summary>The keyed hashes (HMAC-SHA256) by which names, addresses and callers are counted: neither the memory nor the database names anybody (W-33).</summary>
internal sealed class CallerHashes(ThrottleKey key)
{
    private const int MostCharacters = 512;

    /// <summary>A user name at a site, whether or not anybody has it.</summary>
    internal byte[] Name(SiteId site, string userName) => Of("name", site, AccountName.Canonical(Cut(userName)));

    /// <summary>An address at a site. IPv6 counts by its /64, which is what one caller has.</summary>
    internal byte[] Address(SiteId site, string address) => Of("address", site, Network(address));

    /// <summary>An application, or none, at an address, for one account (W-86).</summary>
    internal byte[] Pair(SiteId site, string userName, string? clientId, string address) =>
        Of("pair", site, AccountName.Canonical(Cut(userName)), clientId is null ? "none" : "client:" + Cut(clientId), Network(address));

    /// <summary>One marked browser.</summary>
    internal byte[] Browser(SiteId site, ReadOnlySpan<byte> browser) => Of("browser", site, Convert.ToHexString(browser));

    private byte[] Of(string kind, SiteId site, params ReadOnlySpan<string> fields)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key.Bytes);
        Append(hash, kind);
        hash.AppendData(site.Value.ToByteArray(bigEndian: true));
        foreach (var field in fields) Append(hash, field);
        return hash.GetHashAndReset();
    }

    /// <summary>Each field with its length before it, so that no two lists of fields hash the same bytes.</summary>
    private static void Append(IncrementalHash hash, string field)
    {
        var bytes = Encoding.UTF8.GetBytes(field);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }

    private static string Cut(string text) => text.Length <= MostCharacters ? text : text[..MostCharacters];

    private static string Network(string address)
    {
        if (!IPAddress.TryParse(address, out var parsed)) return Cut(address);
        if (parsed.IsIPv4MappedToIPv6) parsed = parsed.MapToIPv4();
        return parsed.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(parsed.GetAddressBytes().AsSpan(0, 8)) : parsed.ToString();
    }
}
