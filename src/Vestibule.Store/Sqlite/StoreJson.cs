using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vestibule.Store.Sqlite;

/// <summary>Lists of texts as the tables keep them.</summary>
[JsonSerializable(typeof(ImmutableArray<string>))]
[JsonSerializable(typeof(string?[]))]
internal sealed partial class StoreJson : JsonSerializerContext
{
    internal static string Write(ImmutableArray<string> list) =>
        list.IsDefaultOrEmpty ? "[]" : JsonSerializer.Serialize(list, Default.ImmutableArrayString);

    internal static ImmutableArray<string> Read(string json) =>
        json == "[]" ? [] : JsonSerializer.Deserialize(json, Default.ImmutableArrayString);

    internal static string WriteSparse(ImmutableArray<string?> list) => JsonSerializer.Serialize([.. list], Default.StringArray);

    internal static ImmutableArray<string?> ReadSparse(string json) => [.. JsonSerializer.Deserialize(json, Default.StringArray)!];
}
