using System.Text.RegularExpressions;

namespace Server.Tests.Architecture;

/// <summary>The files of the repository, as the tests of its architecture and its documents read them.</summary>
internal static partial class Sources
{
    /// <summary>The folder that holds the solution.</summary>
    internal static string Root { get; } = FindRoot();

    /// <summary>The files under a folder with one of some endings, relative to the root; nothing that a build made.</summary>
    internal static IReadOnlyList<string> Under(string folder, params string[] endings) =>
        [.. Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => endings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal)) && !Made().IsMatch(path))
            .Order(StringComparer.Ordinal)];

    internal static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>A file without its comments and without the texts that it holds.</summary>
    internal static string Code(string path) => path.EndsWith(".cs", StringComparison.Ordinal) ? CommentsAndTexts().Replace(Read(path), " ") : Read(path);

    /// <summary>The namespace of a file: declared, or by its folder for a page.</summary>
    internal static string NamespaceOf(string path)
    {
        if (path.EndsWith(".cs", StringComparison.Ordinal) && Declared().Match(Read(path)) is { Success: true } declared) return declared.Groups[1].Value;
        var folder = Path.GetDirectoryName(path)!.Replace('\\', '/');
        return folder["src/".Length..].Replace('/', '.');
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Vestibule.slnx"))) return folder.FullName;
        }

        throw new InvalidOperationException("The tests of the architecture read the repository; this is not in one.");
    }

    [GeneratedRegex("(^|/)(bin|obj|out|node_modules|TestResults)/")]
    private static partial Regex Made();

    [GeneratedRegex("""//[^\n]*|/\*.*?\*/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)'""", RegexOptions.Singleline)]
    private static partial Regex CommentsAndTexts();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Declared();
}
