using System.Text.RegularExpressions;
using Server.Tests.Architecture;

namespace Server.Tests.Docs;

/// <summary>The test methods of all test projects, read from their sources, as the documents name them: <c>Project.Tests.Room.Class.Method</c>.</summary>
internal static partial class TestMethods
{
    private static readonly Lazy<IReadOnlySet<string>> Found = new(Read);

    internal static IReadOnlySet<string> All => Found.Value;

    private static HashSet<string> Read()
    {
        var methods = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in Sources.Under("tests", ".cs"))
        {
            var (text, type, marked) = (Sources.Read(file), "", false);
            if (Namespace().Match(text) is not { Success: true } space) continue;
            foreach (var line in text.Split('\n'))
            {
                if (TopLevelClass().Match(line) is { Success: true } declared) type = declared.Groups[1].Value;
                else if (Marker().IsMatch(line)) marked = true;
                else if (Method().Match(line) is { Success: true } method)
                {
                    if (marked) methods.Add($"{space.Groups[1].Value}.{type}.{method.Groups[1].Value}");
                    marked = false;
                }
            }
        }

        return methods;
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^(?:public|internal)[\w ]* class (\w+)")]
    private static partial Regex TopLevelClass();

    [GeneratedRegex(@"^    \[.*\b(?:Fact|Theory|Property)\b")]
    private static partial Regex Marker();

    [GeneratedRegex(@"^    public (?:static )?(?:async )?(?:Task|ValueTask|void|Property|bool) (\w+)\(")]
    private static partial Regex Method();
}
