using System.Text.RegularExpressions;

namespace Server.Tests.Architecture;

public sealed partial class HouseRuleTests
{
    private static readonly string[] Everywhere = ["src", "tests", "bench", "samples"];

    /// <summary>Names that hold a banned word, and why they may.</summary>
    private static readonly Dictionary<string, string> NamesWithAReason = new()
    {
        ["CommonPasswords"] = "a list of common passwords is called that (NIST SP 800-63B)",
    };

    /// <summary>Files with more than one public type, and why. A closed family of records is one type and needs no reason.</summary>
    private static readonly Dictionary<string, string> FilesWithAReason = new()
    {
        ["Authorize/AuthorizeResponse.cs"] = "the answer and the person it is about",
        ["Authorize/ValidAuthorizeRequest.cs"] = "the request and where its answer goes",
        ["Audit/ISecurityEvents.cs"] = "the two ends of one stream of events",
        ["Audit/SecurityEvent.cs"] = "the event and its kinds",
        ["Changes/Change.cs"] = "the row and its kinds",
        ["Clients/ClientSettings.cs"] = "the words of a client's settings, an enumeration each",
        ["Grants/GrantId.cs"] = "the ids and marks of a grant, a line each",
        ["Grants/Rotation.cs"] = "question and answer of the port's two deciding calls",
        ["Handles/HandleContents.cs"] = "what each kind of handle seals, side by side so that they can be compared",
        ["Handles/HandleKind.cs"] = "the kinds and their prefixes",
        ["Sessions/Session.cs"] = "the row and its id",
        ["Subjects/IPasswordCheck.cs"] = "the port and what it is asked",
        ["Subjects/ISubjectStore.cs"] = "the port and how a write ended",
        ["Subjects/Subject.cs"] = "the row and the profile inside it",
        ["Subjects/SubjectQuery.cs"] = "the query and its orders",
        ["Subjects/UserType.cs"] = "the three small rows of permissions",
        ["Outcomes/ErrorCode.cs"] = "the codes and their names",
        ["Outcomes/Rule.cs"] = "the rule and the list of them",
        ["Vestibule.Testing/WorkplaceApp.cs"] = "the app and the answer that it gets",
    };

    /// <summary>Files over 350 lines, and why.</summary>
    private static readonly Dictionary<string, string> LongFilesWithAReason = new()
    {
        ["src/Vestibule.Server/Pages/Assets/pages.css"] = "one style sheet, so that a page loads one",
        ["src/Vestibule.Store/Migrations/sqlite/0001_foundation.sql"] = "the whole schema with its triggers, to be read from top to bottom",
    };

    [Fact]
    public void No_name_says_helper_util_manager_base_common_or_misc()
    {
        var names = from folder in Everywhere
                    from file in Sources.Under(folder, ".cs", ".razor")
                    from name in TypeNames().Matches(Sources.Code(file)).Select(match => match.Groups[1].Value).Append(Path.GetFileNameWithoutExtension(file))
                    where Words().Matches(name).Any(word => Banned().IsMatch(word.Value))
                    select name;
        Assert.Equal(NamesWithAReason.Keys.Order(StringComparer.Ordinal), names.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_file_has_one_public_type_or_a_reason()
    {
        var several = Sources.Under("src", ".cs").Where(file => PublicTypes().Count(Sources.Code(file)) > 1).ToArray();
        Assert.All(several, file => Assert.True(FilesWithAReason.Keys.Any(known => file.EndsWith("/" + known, StringComparison.Ordinal)), $"{file} has several public types and no reason"));
        Assert.All(FilesWithAReason.Keys, known => Assert.True(several.Any(file => file.EndsWith("/" + known, StringComparison.Ordinal)), $"{known} needs no reason any more"));
    }

    [Fact]
    public void A_file_has_at_most_350_lines_or_a_reason()
    {
        var lengthy = from folder in Everywhere
                      from file in Sources.Under(folder, ".cs", ".razor", ".css", ".sql", ".js", ".mjs", ".html")
                      where Sources.Read(file).AsSpan().Count('\n') > 350
                      select file;
        Assert.Equal(LongFilesWithAReason.Keys.Order(StringComparer.Ordinal), lengthy.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_log_event_has_a_number_of_its_own()
    {
        var ids = Sources.Under("src", ".cs").SelectMany(file => LogEvents().Matches(Sources.Read(file)).Select(match => (Id: int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), file))).ToArray();
        Assert.True(ids.Length > 20, "The log events are found by their attribute.");
        Assert.All(ids.GroupBy(id => id.Id), same => Assert.Single(same));
        // A room's numbers are together: an operator knows from the first digits where a line comes from.
        Assert.All(ids.GroupBy(id => id.Id / 1000), room => Assert.Single(room.Select(id => id.file).Distinct()));
    }

    [Fact]
    public void Namespaces_follow_folders()
    {
        var strays = Sources.Under("src", ".cs").Where(file => Path.GetDirectoryName(file)!.Contains('/', StringComparison.Ordinal))
            .Where(file => Sources.NamespaceOf(file) != Path.GetDirectoryName(file)!["src/".Length..].Replace('/', '.') && Sources.Read(file).Contains("namespace ", StringComparison.Ordinal));
        Assert.Empty(strays);
    }

    [GeneratedRegex(@"\b(?:class|record|record struct|struct|interface|enum|delegate [\w<>?]+) ([A-Z]\w*)")]
    private static partial Regex TypeNames();

    [GeneratedRegex("[A-Z][a-z0-9]*")]
    private static partial Regex Words();

    [GeneratedRegex("^(Helpers?|Utils?|Utility|Utilities|Managers?|Base|Common|Misc)$")]
    private static partial Regex Banned();

    [GeneratedRegex(@"^public [\w ]*\b(?:class|record|struct|interface|enum|delegate)\b", RegexOptions.Multiline)]
    private static partial Regex PublicTypes();

    [GeneratedRegex(@"\[LoggerMessage\((?:EventId = )?(\d+)")]
    private static partial Regex LogEvents();
}
