namespace Server.Tests.Architecture;

/// <summary>The rooms of the house, and which of them may know of which. The composition in Server/Hosting may use all of them.</summary>
public sealed class RoomTests
{
    private const string Endpoints = "Vestibule.Engine.Endpoints";
    private const string Model = "Vestibule.Engine.Model";
    private const string Outcomes = "Vestibule.Engine.Outcomes";
    private const string Store = "Vestibule.Store";
    private const string Server = "Vestibule.Server";

    /// <summary>A room's folder, and the namespaces of ours that it may name besides its own.</summary>
    public static TheoryData<string, string[]> MayUse => new()
    {
        { "src/Vestibule.Engine/Outcomes", [] },
        { "src/Vestibule.Engine/Model", [Outcomes] },
        { "src/Vestibule.Engine/Endpoints/Authorize", [Model, Outcomes] },
        { "src/Vestibule.Engine/Endpoints/Token", [Model, Outcomes] },
        { "src/Vestibule.Engine/Endpoints/Revoke", [Model, Outcomes] },
        { "src/Vestibule.Engine/Endpoints/Introspect", [Model, Outcomes] },
        { "src/Vestibule.Store", [Model] },
        { "src/Vestibule.Server/Http/Wire/Workplace", [Endpoints, Model, Outcomes, Server + ".Http"] },
        { "src/Vestibule.Server/Accounts", [Model, Outcomes, Endpoints + ".Authorize", Server + ".Http"] },
        { "src/Vestibule.Server/Pages", [Model, Outcomes, Endpoints + ".Authorize", Server + ".Accounts", Server + ".Http"] },
        { "src/Vestibule.Server/Api", [Model, Outcomes, Server + ".Accounts", Server + ".Http"] },
        { "src/Vestibule.Server/Keys", [Model] },
    };

    /// <summary>Beyond the table above: what a room may not name though a wider rule would let it.</summary>
    public static TheoryData<string, string, string> MayNotUse => new()
    {
        { "src/Vestibule.Engine/Endpoints/Token/AuthorizationCode", Endpoints + ".Token.RefreshToken", "a grant type does not know another" },
        { "src/Vestibule.Engine/Endpoints/Token/AuthorizationCode", Endpoints + ".Token.ClientCredentials", "a grant type does not know another" },
        { "src/Vestibule.Engine/Endpoints/Token/RefreshToken", Endpoints + ".Token.AuthorizationCode", "a grant type does not know another" },
        { "src/Vestibule.Engine/Endpoints/Token/RefreshToken", Endpoints + ".Token.ClientCredentials", "a grant type does not know another" },
        { "src/Vestibule.Engine/Endpoints/Token/ClientCredentials", Endpoints + ".Token.AuthorizationCode", "a grant type does not know another" },
        { "src/Vestibule.Engine/Endpoints/Token/ClientCredentials", Endpoints + ".Token.RefreshToken", "a grant type does not know another" },
        { "src/Vestibule.Server/Accounts", Model + ".Grants", "accounts know no protocol tables" },
        { "src/Vestibule.Server/Accounts", Model + ".Clients", "accounts know no protocol tables" },
        { "src/Vestibule.Server/Pages", Model + ".Grants", "pages ask the authorization endpoint" },
    };

    [Theory, MemberData(nameof(MayUse))]
    public void A_room_names_only_the_rooms_that_it_may(string room, string[] allowed)
    {
        var own = room["src/".Length..].Replace('/', '.');
        var strays = from file in Sources.Under(room, ".cs", ".razor")
                     from used in NamespaceUse.Of(file)
                     where !Within(used, own) && !allowed.Any(name => Within(used, name))
                     select $"{file} names {used}";
        Assert.Empty(strays);
    }

    [Theory, MemberData(nameof(MayNotUse))]
    public void A_room_does_not_name(string room, string forbidden, string why) =>
        Assert.True(!Sources.Under(room, ".cs", ".razor").Any(file => NamespaceUse.Of(file).Any(used => Within(used, forbidden))), why);

    [Fact]
    public void Every_folder_of_the_engines_endpoints_is_a_room_of_the_table()
    {
        var rooms = MayUse.Select(row => row.Data.Item1).ToArray();
        Assert.All(Directory.GetDirectories(Path.Combine(Sources.Root, "src/Vestibule.Engine/Endpoints")),
            folder => Assert.Contains(Path.GetRelativePath(Sources.Root, folder).Replace('\\', '/'), rooms));
        Assert.All(rooms, room => Assert.NotEmpty(Sources.Under(room, ".cs")));
    }

    [Fact]
    public void No_wire_knows_another_and_none_knows_a_store()
    {
        foreach (var wire in Directory.GetDirectories(Path.Combine(Sources.Root, "src/Vestibule.Server/Http/Wire")).Select(Path.GetFileName))
        {
            foreach (var file in Sources.Under($"src/Vestibule.Server/Http/Wire/{wire}", ".cs"))
            {
                Assert.DoesNotContain(NamespaceUse.Of(file), used => Within(used, Server + ".Http.Wire") && used != Server + ".Http.Wire" && !Within(used, $"{Server}.Http.Wire.{wire}"));
                Assert.DoesNotMatch(@"\bI\w+Store\b", Sources.Code(file));
            }
        }
    }

    [Fact]
    public void The_engine_knows_neither_HTTP_nor_SQL_nor_another_clock_than_the_one_it_is_given()
    {
        foreach (var file in Sources.Under("src/Vestibule.Engine", ".cs"))
        {
            Assert.All(NamespaceUse.Foreign(file), name => Assert.StartsWith("System", name, StringComparison.Ordinal));
            Assert.DoesNotContain(NamespaceUse.Foreign(file), name => name.StartsWith("System.Net", StringComparison.Ordinal) || name.StartsWith("System.Data", StringComparison.Ordinal));
            Assert.DoesNotMatch(@"\b(HttpContext|HttpRequest|IResult|DbConnection|Stopwatch|TickCount64?|DateTime\.\w*Now|DateTimeOffset\.\w*Now|TimeProvider\.System)\b", Sources.Code(file));
        }
    }

    [Fact]
    public void The_engine_does_not_know_which_wire_speaks() => Assert.DoesNotContain(
        Sources.Under("src/Vestibule.Engine", "").Where(file => !file.EndsWith("packages.lock.json", StringComparison.Ordinal)),
        file => (file + Sources.Read(file)).Replace("Vestibule", "", StringComparison.Ordinal).Contains("workplace", StringComparison.OrdinalIgnoreCase));

    private static bool Within(string used, string name) => used == name || used.StartsWith(name + ".", StringComparison.Ordinal);
}
