using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Vestibule.Server.Commands;

/// <summary>What a verb prints on standard output: lines for people, or with <c>--json</c> exactly one JSON value.</summary>
internal sealed class Answer(bool json)
{
    internal void Write<T>(T value, JsonTypeInfo<T> type, Func<T, IEnumerable<string>> lines)
    {
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(value, type));
            return;
        }

        foreach (var line in lines(value)) Console.Out.WriteLine(line);
    }
}
