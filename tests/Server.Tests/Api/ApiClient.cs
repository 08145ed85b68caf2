using Vestibule.Engine.Model.Subjects;

namespace Server.Tests.Api;

/// <summary>Somebody who calls the API with a credential.</summary>
internal sealed class ApiClient(ApiSite site, Subject subject, params (string Name, string Value)[] headers)
{
    internal Subject Subject => subject;

    internal Task<ApiResponse> GetAsync(string path) => site.SendAsync(HttpMethod.Get, path, headers: headers);

    internal Task<ApiResponse> PostAsync(string path, string body, string? contentType = "application/json") =>
        site.SendAsync(HttpMethod.Post, path, body, contentType, headers);

    internal Task<ApiResponse> PutAsync(string path, string? body, string? contentType = "application/json") =>
        site.SendAsync(HttpMethod.Put, path, body, contentType, headers);

    internal Task<ApiResponse> DeleteAsync(string path) => site.SendAsync(HttpMethod.Delete, path, headers: headers);

    internal Task<ApiResponse> SendAsync(HttpMethod method, string path) => site.SendAsync(method, path, headers: headers);
}
