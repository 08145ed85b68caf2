using System.Net;
using System.Text.Json;
using Vestibule.Server.Commands;

namespace Vestibule.Server.Hosting;

/// <summary>Reads the settings of <c>serve</c>: command line over environment (<c>VESTIBULE_…</c>) over file over default. Every mistake is told at once.</summary>
internal static class Configuration
{
    /// <summary>The settings, by the name they have in the file; <c>VESTIBULE_</c> and the name in capitals in the environment.</summary>
    internal static readonly IReadOnlyDictionary<string, string> Known = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["data"] = "The data folder. Default: .data",
        ["urls"] = "Addresses to listen on, separated by ;. Default: http://localhost:8080",
        ["siteUrl"] = "The public address of the first site. Default: the first of urls",
        ["masterKeyFile"] = "The file of the master key. Default: master.key in the data folder, made on first start",
        ["masterKey"] = "The master key itself, 32 bytes of base64. Environment only",
        ["certificate"] = "The certificate chain for https, a PEM file",
        ["certificateKey"] = "Its private key, a PEM file, where it is not in the same file",
        ["proxies"] = "IP addresses of reverse proxies whose X-Forwarded-… headers count, separated by ,",
        ["logLevel"] = "Trace, Debug, Information, Warning or Error. Default: Information",
    };

    /// <summary>Settings that have meanings for other programs of ours under the same prefix.</summary>
    private static readonly string[] NotSettings = ["VESTIBULE_NO_BUILD"];

    internal static ServerSettings Read(string? file, string? data, string? urls)
    {
        var problems = new List<string>();
        var values = Merge(file, problems);
        if (data is not null) values["data"] = data;
        if (urls is not null) values["urls"] = urls;
        var settings = Check(values, problems);
        if (problems.Count > 0)
        {
            throw new SetupException("The configuration has mistakes:" + string.Concat(problems.Select(problem => "\n  - " + problem)));
        }

        return settings;
    }

    /// <summary>File and environment together, by the names of <see cref="Known"/>.</summary>
    internal static Dictionary<string, string> Merge(string? file, List<string> problems)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (file is not null) ReadFile(file, values, problems);
        foreach (System.Collections.DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            var name = (string)variable.Key;
            if (!name.StartsWith("VESTIBULE_", StringComparison.Ordinal) || NotSettings.Contains(name)) continue;
            var key = name["VESTIBULE_".Length..].Replace("_", "", StringComparison.Ordinal);
            if (Known.ContainsKey(key)) values[key] = (string?)variable.Value ?? "";
            else problems.Add($"The environment variable {name} is not a setting. {Names}");
        }

        return values;
    }

    private static string Names => $"There are: {string.Join(", ", Known.Keys)}.";

    private static void ReadFile(string file, Dictionary<string, string> values, List<string> problems)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            foreach (var member in json.RootElement.EnumerateObject())
            {
                if (!Known.ContainsKey(member.Name)) problems.Add($"{file}: {member.Name} is not a setting. {Names}");
                else if (member.NameEquals("masterKey")) problems.Add($"{file}: masterKey must not lie in a file of settings. Use VESTIBULE_MASTERKEY or masterKeyFile.");
                else if (values.ContainsKey(member.Name)) problems.Add($"{file}: {member.Name} stands there twice.");
                else values[member.Name] = TextOf(file, member, problems);
            }
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            problems.Add($"{file} cannot be read: {broken.Message}");
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            problems.Add($"{file} is not a JSON object: {broken.Message}");
        }
    }

    private static string TextOf(string file, JsonProperty member, List<string> problems)
    {
        switch (member.Value.ValueKind)
        {
            case JsonValueKind.String:
                return member.Value.GetString()!;
            case JsonValueKind.Array when member.Value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String):
                return string.Join(';', member.Value.EnumerateArray().Select(item => item.GetString()));
            default:
                problems.Add($"{file}: {member.Name} must be a text or a list of texts.");
                return "";
        }
    }

    private static ServerSettings Check(Dictionary<string, string> values, List<string> problems)
    {
        IReadOnlyList<string> urls = [];
        try
        {
            urls = ListenUrls.Parse(values.GetValueOrDefault("urls", "http://localhost:8080"));
        }
        catch (SetupException wrong)
        {
            problems.Add(wrong.Message);
        }

        var level = LogLevel.Information;
        if (values.TryGetValue("logLevel", out var named) && (!Enum.TryParse(named, ignoreCase: true, out level) || !Enum.IsDefined(level)))
        {
            problems.Add($"logLevel {named} is none of Trace, Debug, Information, Warning, Error.");
        }

        var proxies = Split(values.GetValueOrDefault("proxies"));
        problems.AddRange(proxies.Where(proxy => !IPAddress.TryParse(proxy, out _)).Select(proxy => $"proxies: {proxy} is not an IP address."));
        var certificate = values.GetValueOrDefault("certificate");
        if (certificate is not null && !File.Exists(certificate)) problems.Add($"certificate: the file {certificate} is not there.");
        if (certificate is null && urls.Any(url => url.StartsWith("https:", StringComparison.OrdinalIgnoreCase)))
        {
            problems.Add("urls has an https address, but no certificate is set. Set certificate, or let a proxy end https.");
        }

        return new ServerSettings
        {
            DataFolder = values.GetValueOrDefault("data", StoreOptions.DefaultFolder),
            Urls = urls,
            SiteUrl = values.GetValueOrDefault("siteUrl")?.TrimEnd('/'),
            MasterKeyFile = values.GetValueOrDefault("masterKeyFile"),
            MasterKey = values.GetValueOrDefault("masterKey"),
            CertificateFile = certificate,
            CertificateKeyFile = values.GetValueOrDefault("certificateKey"),
            Proxies = proxies,
            LogLevel = level,
        };
    }

    private static string[] Split(string? list) =>
        list?.Split([';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
