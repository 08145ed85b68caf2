using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vestibule.Server.Commands.Demo;

/// <summary>What <c>demo.json</c> holds: the address, people and clients of a demo, with their secrets in the clear.</summary>
internal sealed record DemoData
{
    public required string Site { get; init; }

    public required DemoPerson User { get; init; }

    public required DemoPerson Admin { get; init; }

    public required IReadOnlyDictionary<string, DemoClient> Clients { get; init; }

    /// <summary>Reads the file; null when there is none, or it is not one of ours any more.</summary>
    internal static DemoData? Read(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllBytes(path), DemoJson.Default.DemoData) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes the file beside and renames it, readable by its owner only.</summary>
    internal void Write(string path)
    {
        var fresh = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(fresh, options)) JsonSerializer.Serialize(file, this, DemoJson.Default.DemoData);
        File.Move(fresh, path, overwrite: true);
    }
}

/// <summary>A person of the demo.</summary>
internal sealed record DemoPerson(string UserName, string Password);

/// <summary>A client of the demo.</summary>
internal sealed record DemoClient
{
    public required string ClientId { get; init; }

    public string? ClientSecret { get; init; }

    public string? RedirectUri { get; init; }

    public required string AppCode { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DemoData))]
internal sealed partial class DemoJson : JsonSerializerContext;
