using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Server.Tests.Workplace;
using Vestibule.Engine.Model.Handles;
using Vestibule.Server.Http;

namespace Server.Tests.Attacks;

/// <summary>What must hold for everything there is, so that what comes later cannot forget it.</summary>
public sealed partial class InventoryAttacks : WorkplaceTest
{
    [Fact, Trait("Attack", "66")]
    public void Attack_66_each_route_says_who_may_call_it()
    {
        var routes = Server.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().ToList();
        Assert.True(routes.Count >= 25, $"only {routes.Count} routes");
        foreach (var route in routes)
        {
            var policy = Assert.Single(route.Metadata.GetOrderedMetadata<RoutePolicy>());
            var pattern = "/" + route.RoutePattern.RawText!.TrimStart('/');
            var expected = pattern.StartsWith("/external/api/oauth2", StringComparison.Ordinal) ? [RoutePolicy.Protocol]
                : pattern is "/external/api/rest/v2/openapi.json" or "/external/api/rest/v2/{**rest}" ? [RoutePolicy.Public]
                : pattern.StartsWith("/external/api/rest/v2", StringComparison.Ordinal) ? [RoutePolicy.Token]
                : pattern.EndsWith(".html", StringComparison.Ordinal) ? [RoutePolicy.Page]
                : new[] { RoutePolicy.Public, RoutePolicy.Operator };
            Assert.True(expected.Contains(policy), $"{pattern} is {policy}");
        }
    }

    /// <summary>A policy that only stands there guards nothing: each route that wants a token is asked without one.</summary>
    [Fact, Trait("Attack", "66")]
    public async Task Attack_66_each_route_that_wants_a_token_refuses_a_call_without_one()
    {
        var routes = Server.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(route => route.Metadata.GetMetadata<RoutePolicy>() == RoutePolicy.Token).ToList();
        Assert.NotEmpty(routes);
        foreach (var route in routes)
        {
            var path = Parameter().Replace(route.RoutePattern.RawText!, "1");
            foreach (var method in route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods)
            {
                foreach (var headers in new (string, string)[][] { [], [("Authorization", "Bearer x")], [("x-access-token", "x")], [("x-auth-username", UserName), ("x-auth-password", Password)] })
                {
                    var answer = await RawConnection.SendAsync(Server, method, path, [.. headers, ("Content-Length", "0")], Ct);
                    Assert.True(answer.Status == System.Net.HttpStatusCode.Unauthorized, $"{method} {path}: {answer.Status}");
                }
            }
        }
    }

    /// <summary>Secrets, hashes and tokens are compared in fixed time or not at all.</summary>
    [Fact, Trait("Attack", "78")]
    public void Attack_78_no_secret_or_hash_is_compared_with_what_may_leak_its_timing()
    {
        Assert.Null(typeof(Secret).GetMethod("op_Equality", BindingFlags.Public | BindingFlags.Static));
        Assert.Null(typeof(Secret).GetMethod("op_Inequality", BindingFlags.Public | BindingFlags.Static));
        Assert.Equal("[secret]", new Secret("x").ToString());

        var found = new List<string>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Root(), "src"), "*.cs", SearchOption.AllDirectories))
        {
            if (file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)) continue;
            var lines = File.ReadAllLines(file);
            for (var i = 0; i < lines.Length; i++)
            {
                var line = lines[i].TrimStart();
                if (line.StartsWith("//", StringComparison.Ordinal)) continue;
                if (LeakyComparison().IsMatch(line) || RevealCompared().IsMatch(line)) found.Add($"{Path.GetFileName(file)}:{i + 1}: {line}");
            }
        }

        Assert.Empty(found);
    }

    /// <summary>The scan itself would pass if it could find nothing.</summary>
    [Theory, Trait("Attack", "78")]
    [InlineData("if (secret.Hash == hash) return;", true)]
    [InlineData("return stored.Hash.Span.SequenceEqual(hash);", true)]
    [InlineData("a.Reveal() == b.Reveal()", true)]
    [InlineData("passwordHash.Equals(other)", true)]
    [InlineData("if (stored.PasswordHash is { } hash)", false)]
    [InlineData("CryptographicOperations.FixedTimeEquals(known.Hash.Span, hash)", false)]
    [InlineData("if (hash == null) return;", false)]
    public void Attack_78_the_scan_finds_what_it_looks_for(string line, bool leaky) =>
        Assert.Equal(leaky, LeakyComparison().IsMatch(line) || RevealCompared().IsMatch(line));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Vestibule.slnx"))) folder = folder.Parent;
        return folder.FullName;
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();

    /// <summary>A name that ends in hash, secret, verifier, challenge or password, compared with == or != to something that is not null, or with SequenceEqual or Equals.</summary>
    [GeneratedRegex(@"(?i)\b\w*(hash|secret|verifier|challenge|password)(\.Span|\.Value|\(\))*\s*(==|!=)(?>\s*)(?!null|default|"")|(?i)\b\w*(hash|secret|verifier|challenge|password)(\.Span|\.Value|\(\))*\.(SequenceEqual|Equals)\(")]
    private static partial Regex LeakyComparison();

    [GeneratedRegex(@"Reveal\(\)\s*(==|!=)|(==|!=)\s*[\w.]+\.Reveal\(\)|Reveal\(\)\.(Equals|SequenceEqual)\(")]
    private static partial Regex RevealCompared();
}
