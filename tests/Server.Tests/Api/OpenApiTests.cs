using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Vestibule.Server.Api.Users;
using Vestibule.Server.Http;

namespace Server.Tests.Api;

/// <summary>The OpenAPI document says what the map says.</summary>
public sealed class OpenApiTests(ApiServer server)
{
    [Fact]
    public async Task It_is_a_valid_document_that_anybody_may_read()
    {
        var (text, _) = await ReadAsync();
        var result = OpenApiDocument.Parse(text, "json");
        Assert.Empty(result.Diagnostic!.Errors);
        Assert.Empty(result.Diagnostic.Warnings);
        Assert.NotNull(result.Document);
    }

    [Fact]
    public async Task Its_operations_are_the_routes_of_the_map_and_each_route_has_a_policy()
    {
        var (_, document) = await ReadAsync();
        var described = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => $"{operation.Name.ToUpperInvariant()} {path.Name}"));
        var routes = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.RoutePattern.RawText!.StartsWith(ApiSite.Api, StringComparison.Ordinal)).ToArray();
        Assert.All(routes, route => Assert.NotNull(route.Metadata.GetMetadata<RoutePolicy>()));
        var mapped = routes.Where(route => !route.RoutePattern.RawText!.EndsWith("{**rest}", StringComparison.Ordinal))
            .SelectMany(route => route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
                .Where(method => method != "HEAD").Select(method => $"{method} {route.RoutePattern.RawText![ApiSite.Api.Length..]}"));
        Assert.Equal(mapped.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Its_user_is_the_user_that_is_written()
    {
        var (_, document) = await ReadAsync();
        var schemas = document.GetProperty("components").GetProperty("schemas");
        var described = schemas.GetProperty("User").GetProperty("properties").EnumerateObject().Select(member => member.Name).ToHashSet();
        var site = await server.AddSiteAsync();
        var boss = await site.SignInAsync("boss", administers: true);
        var everything = "{" + string.Join(',', UserFields.Optional.Select(field => $"\"{field.Name}\":\"x\"")) + "}";
        var written = (await boss.PutAsync($"/users/{boss.Subject.Number}", everything)).Members;
        Assert.Equal(described.Order(StringComparer.Ordinal), written.Order(StringComparer.Ordinal));
        Assert.Equal(4000, schemas.GetProperty("UserChange").GetProperty("properties").GetProperty("comments").GetProperty("maxLength").GetInt32());
    }

    [Fact]
    public async Task Every_reference_leads_somewhere_and_every_answer_is_described()
    {
        var (text, document) = await ReadAsync();
        var schemas = document.GetProperty("components").GetProperty("schemas").EnumerateObject().Select(schema => schema.Name).ToHashSet();
        foreach (var part in text.Split("#/components/schemas/").Skip(1)) Assert.Contains(part[..part.IndexOf('"', StringComparison.Ordinal)], schemas);
        Assert.Equal(["bearer", "accessToken", "authToken", "userName", "password"],
            document.GetProperty("components").GetProperty("securitySchemes").EnumerateObject().Select(scheme => scheme.Name));
        Assert.Equal(4, document.GetProperty("security").GetArrayLength());
        foreach (var operation in document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()))
        {
            Assert.True(operation.Value.GetProperty("responses").EnumerateObject().Any(), operation.Value.GetProperty("operationId").GetString());
        }
    }

    private async Task<(string Text, JsonElement Document)> ReadAsync()
    {
        var answer = await (await server.AddSiteAsync()).SendAsync(HttpMethod.Get, "/openapi.json");
        Assert.Equal(200, answer.Status);
        return (answer.Body, answer.Json);
    }
}
