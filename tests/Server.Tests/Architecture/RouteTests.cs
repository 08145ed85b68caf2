using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Vestibule.Server.Http;
using Vestibule.Testing;

namespace Server.Tests.Architecture;

public sealed class RouteTests
{
    [Fact]
    public async Task Attack_66_Every_route_says_who_may_call_it()
    {
        await using var server = await AuthServer.StartAsync(ct: TestContext.Current.CancellationToken);
        var routes = server.Services.GetRequiredService<EndpointDataSource>().Endpoints;
        Assert.True(routes.Count > 20, "The routes are found.");
        Assert.All(routes, route => Assert.NotNull(route.Metadata.GetMetadata<RoutePolicy>()));
    }

    [Fact]
    public void Routes_are_mapped_in_the_map_and_in_the_api_s_part_of_it_alone() => Assert.Equal(
        ["src/Vestibule.Server/Api/ApiRoutes.cs", "src/Vestibule.Server/Http/Routes.cs"],
        Sources.Under("src", ".cs").Where(file => System.Text.RegularExpressions.Regex.IsMatch(Sources.Code(file), @"\.Map(Methods|Get|Post|Put|Delete|Fallback)\(")));
}
