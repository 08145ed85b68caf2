using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.Net.Http.Headers;
using Vestibule.Server.Api.Answers;

namespace Vestibule.Server.Api;

/// <summary>Reads the JSON body of a request within limits: size, depth, no member twice, text that is text.</summary>
internal static class JsonBody
{
    internal const int MaximumBytes = 64 * 1024;
    internal const int MaximumDepth = 16;

    /// <summary>The value, or a refusal. An empty body is one when <paramref name="optional"/>; then it reads as <c>{}</c>.</summary>
    internal static async ValueTask<ApiOutcome<JsonDocument>> ReadAsync(HttpRequest request, bool optional, CancellationToken ct)
    {
        if (optional && (request.ContentLength == 0 || !HasBody(request))) return JsonDocument.Parse("{}");
        if (!IsPlainJson(request)) return ApiError.NotJson();
        if (request.ContentLength > MaximumBytes) return ApiError.TooLarge(MaximumBytes);
        try
        {
            var buffer = new byte[Math.Min(request.ContentLength ?? MaximumBytes, MaximumBytes) + 1];
            var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
            return length > MaximumBytes ? ApiError.TooLarge(MaximumBytes) : Parse(buffer.AsMemory(0, length));
        }
        catch (BadHttpRequestException broken)
        {
            return broken.StatusCode == StatusCodes.Status413PayloadTooLarge ? ApiError.TooLarge(MaximumBytes)
                : new ApiError(broken.StatusCode, "invalid_request", "The body could not be read.");
        }
    }

    /// <summary>The value of some bytes, or a refusal.</summary>
    internal static ApiOutcome<JsonDocument> Parse(ReadOnlyMemory<byte> body)
    {
        if (!Utf8.IsValid(body.Span)) return ApiError.BadRequest("The body is not UTF-8.");
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = MaximumDepth });
        }
        catch (JsonException)
        {
            return ApiError.BadRequest($"The body is not JSON, or is nested deeper than {MaximumDepth} levels.");
        }

        if (FindFault(document.RootElement) is not { } fault) return document;
        document.Dispose();
        return fault;
    }

    /// <summary>The text of a JSON string; false when it holds half a surrogate pair.</summary>
    internal static bool TryGetText(JsonElement element, [NotNullWhen(true)] out string? text)
    {
        try
        {
            text = element.GetString();
        }
        catch (InvalidOperationException)
        {
            text = null;
        }

        return text is not null;
    }

    /// <summary>A member name as it may stand in an error; anything else is not repeated.</summary>
    private static string Quote(string name) =>
        name.Length <= 64 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') ? name : "with an unusual name";

    private static ApiError? FindFault(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array) return element.EnumerateArray().Select(FindFault).FirstOrDefault(fault => fault is not null);
        if (element.ValueKind != JsonValueKind.Object) return null;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            if (NameOf(member) is not { } name) return ApiError.BadRequest("A member's name is broken text.");
            if (!seen.Add(name)) return ApiError.BadRequest($"The member {Quote(name)} stands there more than once.");
            if (FindFault(member.Value) is { } fault) return fault;
        }

        return null;
    }

    private static string? NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static bool HasBody(HttpRequest request) =>
        request.HttpContext.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestBodyDetectionFeature>()?.CanHaveBody ?? true;

    private static bool IsPlainJson(HttpRequest request) =>
        !request.Headers.ContainsKey(HeaderNames.ContentEncoding)
        && (string.IsNullOrEmpty(request.ContentType) || (MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && IsUtf8Json(type)));

    private static bool IsUtf8Json(MediaTypeHeaderValue type) =>
        type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            || type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase));
}
