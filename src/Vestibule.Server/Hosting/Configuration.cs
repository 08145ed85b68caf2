using System.Collections.Immutable;
using System.Text.Json;

namespace Vestibule.Server.Hosting;

/// <summary>Reads the settings of <c>serve</c>: command line over environment (<c>VESTIBULE_…</c>) over file over default. Every mistake is told at once.</summary>
internal static class Configuration
{
    private const string Prefix = "VESTIBULE_";

    /// <summary>The settings that there are.</summary>
    internal static readonly ImmutableArray<Setting> Known =
    [
        new("data", "The data folder.", Default: Commands.StoreOptions.DefaultFolder),
        new("urls", "Addresses to listen on, separated by ; or as a list.", Default: "http://localhost:8080", IsList: true),
        new("siteUrl", "The public address of the first site. Without it: the first of urls."),
        new("masterKeyFile", "The file of the master key. Without it: master.key in the data folder, made on first start."),
        new("masterKey", "The master key itself, 32 bytes of base64. Environment only.", IsSecret: true),
        new("certificate", "The certificate chain for https, a PEM file."),
        new("certificateKey", "Its private key, a PEM file, where it is not in the same file."),
        new("proxies", "IP addresses of reverse proxies whose X-Forwarded-... headers count, separated by , or as a list.", IsList: true),
        new("logLevel", "Trace, Debug, Information, Warning, Error or Critical.", Default: "Information"),
    ];

    /// <summary>Names that have meanings for other programs of ours under the same prefix.</summary>
    private static readonly string[] NotSettings = ["VESTIBULE_NO_BUILD"];

    /// <summary>The settings of a verb that works on a store.</summary>
    internal static ServerSettings Read(string? file, string? data)
    {
        var problems = new List<string>();
        var settings = Check(Gather(file, data, urls: null, problems), problems);
        return Require(settings, problems);
    }

    /// <summary>The settings of a server; also refuses those with which it could not start.</summary>
    internal static ServerSettings ReadForStart(string? file, string? data, string? urls)
    {
        var problems = new List<string>();
        var settings = CheckForStart(Gather(file, data, urls, problems), problems);
        return Require(settings, problems);
    }

    private static ServerSettings Require(ServerSettings settings, List<string> problems) =>
        problems.Count == 0 ? settings : throw new SetupException(Explain(problems));

    /// <summary>The mistakes as an operator reads them: one stands in the line itself, several stand below each other.</summary>
    internal static string Explain(IReadOnlyList<string> problems) => problems is [var only] ? only
        : $"The configuration has {problems.Count} mistakes:" + string.Concat(problems.Select(problem => "\n  - " + problem));

    /// <summary>What is set, by name, with where it was set. Files and variables that cannot be read so are among the problems.</summary>
    internal static IReadOnlyDictionary<string, SettingValue> Gather(string? file, string? data, string? urls, List<string> problems)
    {
        var values = new Dictionary<string, SettingValue>(StringComparer.Ordinal);
        if (file is not null) ReadFile(file, values, problems);
        ReadEnvironment(values, problems);
        if (data is not null) values["data"] = new(data, "--data");
        if (urls is not null) values["urls"] = new(urls, "--urls");
        return values;
    }

    /// <summary>One setting as the environment has it; null when it is not set there.</summary>
    internal static string? FromEnvironment(string name)
    {
        var values = new Dictionary<string, SettingValue>(StringComparer.Ordinal);
        ReadEnvironment(values, []);
        return values.GetValueOrDefault(name)?.Text;
    }

    /// <summary>The settings, checked; mistakes are added to the problems.</summary>
    internal static ServerSettings Check(IReadOnlyDictionary<string, SettingValue> values, List<string> problems) =>
        new ConfigurationCheck(name => values.TryGetValue(name, out var value) ? value.Text : Known.First(known => known.Name == name).Default, problems).Run();

    /// <summary>As <see cref="Check"/>, and whether a server can start with them.</summary>
    internal static ServerSettings CheckForStart(IReadOnlyDictionary<string, SettingValue> values, List<string> problems)
    {
        var settings = Check(values, problems);
        problems.AddRange(StartCheck.Problems(settings));
        return settings;
    }

    private static string Names => $"There are: {string.Join(", ", Known.Select(known => known.Name))}.";

    private static Setting? Find(string name) => Known.FirstOrDefault(known => known.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static void ReadEnvironment(Dictionary<string, SettingValue> values, List<string> problems)
    {
        foreach (System.Collections.DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            var name = (string)variable.Key;
            if (!name.StartsWith(Prefix, StringComparison.Ordinal) || NotSettings.Contains(name)) continue;
            // VESTIBULE_SITEURL and VESTIBULE_SITE_URL are the same.
            if (Find(name[Prefix.Length..].Replace("_", "", StringComparison.Ordinal)) is not { } known)
            {
                problems.Add($"The environment variable {name} is not a setting. {Names}");
            }
            else if (variable.Value is string { Length: > 0 } text) values[known.Name] = new(text, name);
        }
    }

    private static void ReadFile(string file, Dictionary<string, SettingValue> values, List<string> problems)
    {
        try
        {
            var lenient = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
            using var json = JsonDocument.Parse(File.ReadAllBytes(file), lenient);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
            {
                problems.Add($"{file} is not a JSON object.");
                return;
            }

            foreach (var member in json.RootElement.EnumerateObject()) ReadMember(file, member, values, problems);
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            problems.Add($"{file} cannot be read: {broken.Message}");
        }
        catch (JsonException broken)
        {
            problems.Add($"{file} is not JSON: line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}.");
        }
    }

    private static void ReadMember(string file, JsonProperty member, Dictionary<string, SettingValue> values, List<string> problems)
    {
        if (Find(member.Name) is not { } known) problems.Add($"{file}: {member.Name} is not a setting. {Names}");
        else if (known.IsSecret) problems.Add($"{file}: {known.Name} must not lie in a file of settings. Use VESTIBULE_MASTERKEY or masterKeyFile.");
        else if (TextOf(member.Value, known) is not { } text) problems.Add($"{file}: {known.Name} must be a text{(known.IsList ? " or a list of texts" : "")}.");
        else if (!values.TryAdd(known.Name, new(text, file))) problems.Add($"{file}: {known.Name} stands there twice.");
    }

    private static string? TextOf(JsonElement value, Setting known) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Array when known.IsList && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) =>
            string.Join(';', value.EnumerateArray().Select(item => item.GetString())),
        _ => null,
    };
}
