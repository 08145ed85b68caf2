using System.Reflection;
using System.Xml.Linq;
using Vestibule.Engine.Endpoints.Token;
using Vestibule.Server.Hosting;
using Vestibule.Store.Sqlite;

namespace Server.Tests.Architecture;

public sealed class ReferenceTests
{
    public static TheoryData<string, string[]> OurReferences => new()
    {
        { "Vestibule.Engine", [] },
        { "Vestibule.Store", ["Vestibule.Engine"] },
        { "Vestibule.Server", ["Vestibule.Engine", "Vestibule.Store"] },
        { "Vestibule.Testing", ["Vestibule.Server"] },
    };

    [Theory, MemberData(nameof(OurReferences))]
    public void Projects_reference_in_one_direction(string project, string[] expected)
    {
        var file = XDocument.Parse(Sources.Read($"src/{project}/{project}.csproj"));
        Assert.Equal(expected, file.Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_engine_is_built_on_the_runtime_alone()
    {
        Assert.All(ReferencesOf(typeof(TokenExchange).Assembly), name => Assert.Matches("^(System\\.|Microsoft\\.Win32|netstandard)", name));
        Assert.Empty(XDocument.Parse(Sources.Read("src/Vestibule.Engine/Vestibule.Engine.csproj")).Descendants("PackageReference"));
    }

    [Fact]
    public void The_store_knows_no_HTTP()
    {
        Assert.DoesNotContain(ReferencesOf(typeof(SqliteStores).Assembly), name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
        Assert.DoesNotContain("vestibule", ReferencesOf(typeof(SqliteStores).Assembly));
    }

    [Fact]
    public void The_server_has_no_ORM_and_no_second_way_to_the_database() => Assert.DoesNotContain(
        ReferencesOf(typeof(ServerHost).Assembly),
        name => name.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal) || name.StartsWith("SQLitePCL", StringComparison.Ordinal) || name is "Microsoft.Data.Sqlite" or "Dapper" or "Npgsql");

    private static IEnumerable<string> ReferencesOf(Assembly assembly) => assembly.GetReferencedAssemblies().Select(reference => reference.Name!);
}
