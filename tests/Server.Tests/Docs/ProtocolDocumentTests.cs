using System.Globalization;
using System.Reflection;
using Vestibule.Engine.Endpoints.Token;
using Vestibule.Server.Hosting;
using Vestibule.Store.Sqlite;

namespace Server.Tests.Docs;

/// <summary>The documents under <c>docs/protocol</c> say which rule stands where and which test holds it; these tests hold the documents.</summary>
public sealed class ProtocolDocumentTests
{
    private const string Workplace = "docs/protocol/workplace.md";
    private const string Attacks = "docs/protocol/attacks.md";
    private const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    /// <summary>The rules of the Workplace dialect. The numbers have gaps, so that a rule can be added beside its kin.</summary>
    private static readonly int[] WorkplaceRules =
        [.. Range(1, 7), .. Range(10, 13), .. Range(20, 26), .. Range(30, 33), .. Range(40, 47), .. Range(50, 56), .. Range(60, 62), 70, .. Range(80, 88)];

    private static readonly Type[] OurTypes =
        [.. typeof(TokenExchange).Assembly.GetTypes(), .. typeof(SqliteStores).Assembly.GetTypes(), .. typeof(ServerHost).Assembly.GetTypes()];

    [Fact]
    public void Every_rule_of_the_dialect_has_one_row_with_a_sentence_a_place_and_a_test()
    {
        var rows = DocumentTable.Rows(Workplace, @"W-\d+");
        Assert.Equal(WorkplaceRules.Select(number => $"W-{number}"), rows.Select(row => row[0]));
        Assert.All(rows, row =>
        {
            Assert.Equal(4, row.Length);
            Assert.True(row[1].Length > 20, $"{row[0]} has no sentence");
            Assert.True(DocumentTable.Names(row[2]).Count > 0, $"{row[0]} has no place where it is decided");
            Assert.True(DocumentTable.Names(row[3]).Count > 0, $"{row[0]} has no test");
        });
    }

    [Fact]
    public void Every_place_that_the_document_names_exists() => Assert.Empty(
        from row in DocumentTable.Rows(Workplace, @"W-\d+")
        from name in DocumentTable.Names(row[2])
        where !IsDeclared(name)
        select $"{row[0]} names {name}, which is not there");

    [Fact]
    public void Every_test_that_the_documents_name_exists() => Assert.Empty(
        from row in DocumentTable.Rows(Workplace, @"W-\d+").Select(row => (Id: row[0], Tests: row[3])).Concat(DocumentTable.Rows(Attacks, @"\d+").Select(row => (Id: row[0], Tests: row[2])))
        from name in DocumentTable.Names(row.Tests)
        where !TestMethods.All.Contains(name)
        select $"{row.Id} names {name}, which is not there");

    [Fact]
    public void Every_attack_has_a_test_of_its_number_or_says_what_it_waits_for()
    {
        var rows = DocumentTable.Rows(Attacks, @"\d+");
        Assert.Equal(Range(1, 78), rows.Select(row => int.Parse(row[0], CultureInfo.InvariantCulture)));
        Assert.All(rows, row =>
        {
            var tests = DocumentTable.Names(row[2]);
            Assert.True(
                tests.Any(test => NumbersOf(test).Contains(int.Parse(row[0], CultureInfo.InvariantCulture)))
                    || (tests.Count == 0 && (row[2].StartsWith("Waits for ", StringComparison.Ordinal) || row[2].StartsWith("Cannot apply: ", StringComparison.Ordinal))),
                $"Attack {row[0]} has neither a test named by its number nor a reason why there is none");
        });
    }

    [Fact]
    public void The_tests_are_found_at_all() =>
        Assert.Contains($"{typeof(ProtocolDocumentTests).FullName}.{nameof(The_tests_are_found_at_all)}", TestMethods.All);

    /// <summary>The attacks that a test is named by: <c>Attack_23_24_No_way_around</c>, <c>W_54_and_attack_75_a_member</c>.</summary>
    private static IEnumerable<int> NumbersOf(string test) => test[(test.LastIndexOf('.') + 1)..].Split('_')
        .SkipWhile(word => !word.Equals("attack", StringComparison.OrdinalIgnoreCase))
        .TakeWhile(word => word.Equals("attack", StringComparison.OrdinalIgnoreCase) || word == "and" || word.All(char.IsAsciiDigit))
        .Where(word => word.All(char.IsAsciiDigit)).Select(word => int.Parse(word, CultureInfo.InvariantCulture));

    /// <summary>A type, or a member of one: <c>AuthorizeRules.ClientIsKnown</c>.</summary>
    private static bool IsDeclared(string name) => name.Split('.') switch
    {
        [var type] => OurTypes.Any(known => known.Name == type),
        [var type, var member] => OurTypes.Any(known => known.Name == type && known.GetMember(member, Any).Length > 0),
        _ => false,
    };

    private static IEnumerable<int> Range(int first, int last) => Enumerable.Range(first, last - first + 1);
}
