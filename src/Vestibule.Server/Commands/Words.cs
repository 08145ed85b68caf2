namespace Vestibule.Server.Commands;

/// <summary>The words by which options and answers name the values of an enumeration.</summary>
internal sealed class Words<T>(params (string Word, T Value)[] pairs)
    where T : struct, Enum
{
    internal IReadOnlyList<string> All { get; } = [.. pairs.Select(pair => pair.Word)];

    internal string Of(T value) => pairs.First(pair => EqualityComparer<T>.Default.Equals(pair.Value, value)).Word;

    /// <summary>The value of a word that an option has let through; null for null.</summary>
    internal T? Read(string? word) => word is null ? null : pairs.First(pair => pair.Word == word).Value;
}
