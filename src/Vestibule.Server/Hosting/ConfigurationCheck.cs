using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Vestibule.Engine.Model.Sites;
using Vestibule.Server.Commands;

namespace Vestibule.Server.Hosting;

/// <summary>Turns texts into settings, and says everything that is wrong with them.</summary>
/// <param name="text">The text of a setting, or its default, or null.</param>
/// <param name="problems">Where mistakes go.</param>
internal sealed class ConfigurationCheck(Func<string, string?> text, List<string> problems)
{
    private static readonly LogLevel[] Levels = [LogLevel.Trace, LogLevel.Debug, LogLevel.Information, LogLevel.Warning, LogLevel.Error, LogLevel.Critical];

    internal ServerSettings Run()
    {
        var urls = Urls();
        CheckCertificate(urls);
        return new ServerSettings
        {
            DataFolder = Folder(),
            Urls = urls,
            SiteUrl = SiteUrl(),
            MasterKeyFile = text("masterKeyFile"),
            MasterKey = MasterKey(),
            CertificateFile = text("certificate"),
            CertificateKeyFile = text("certificateKey"),
            Proxies = Proxies(),
            LogLevel = Level(),
        };
    }

    private string Folder()
    {
        var folder = text("data") ?? "";
        if (folder.Trim().Length == 0) problems.Add("data is empty. Name a folder.");
        return folder;
    }

    private IReadOnlyList<string> Urls()
    {
        try
        {
            return ListenUrls.Parse(text("urls") ?? "");
        }
        catch (SetupException wrong)
        {
            problems.Add($"urls: {wrong.Message}");
            return [];
        }
    }

    private string? SiteUrl()
    {
        var url = text("siteUrl")?.TrimEnd('/');
        if (url is not null && SiteHost.Refuses(url) is { } reason) problems.Add($"siteUrl {url} {reason}.");
        return url;
    }

    private string? MasterKey()
    {
        var key = text("masterKey");
        try
        {
            if (key is not null) Keys.MasterKey.FromText(key, "VESTIBULE_MASTERKEY");
        }
        catch (SetupException wrong)
        {
            problems.Add(wrong.Message);
        }

        return key;
    }

    private LogLevel Level()
    {
        var named = text("logLevel");
        foreach (var level in Levels)
        {
            if (level.ToString().Equals(named, StringComparison.OrdinalIgnoreCase)) return level;
        }

        problems.Add($"logLevel {named} is none of {string.Join(", ", Levels)}.");
        return LogLevel.Information;
    }

    private string[] Proxies()
    {
        var proxies = text("proxies")?.Split([';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        problems.AddRange(proxies.Where(proxy => !IPAddress.TryParse(proxy, out _)).Select(proxy => $"proxies: {proxy} is not an IP address."));
        return proxies;
    }

    private void CheckCertificate(IReadOnlyList<string> urls)
    {
        var (certificate, key) = (text("certificate"), text("certificateKey"));
        var https = urls.Any(url => url.StartsWith("https:", StringComparison.OrdinalIgnoreCase));
        if (certificate is null)
        {
            if (https) problems.Add("urls has an https address, but no certificate is set. Set certificate, or let a proxy end https.");
            if (key is not null) problems.Add("certificateKey is set, but certificate is not.");
            return;
        }

        try
        {
            using var loaded = X509Certificate2.CreateFromPemFile(certificate, key);
        }
        catch (Exception broken) when (broken is CryptographicException or IOException or UnauthorizedAccessException)
        {
            problems.Add($"certificate {certificate} cannot be used with its key: {broken.Message}");
        }
    }
}
