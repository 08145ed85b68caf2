using System.Text.Json.Serialization;

namespace Vestibule.Server.Http.Wire.Workplace;

/// <summary>Answer of <c>/auth</c> (W-30).</summary>
internal sealed record CodeBody([property: JsonPropertyName("code")] string Code);

/// <summary>Answer of <c>/token</c> (W-40).</summary>
internal sealed record TokenBody
{
    [JsonPropertyName("token_type")]
    public string TokenType { get; init; } = "Bearer";

    [JsonPropertyName("access_token")]
    public required string AccessToken { get; init; }

    /// <summary>In the client's unit (W-41).</summary>
    [JsonPropertyName("expires_in")]
    public required long ExpiresIn { get; init; }

    [JsonPropertyName("refresh_token")]
    public string? RefreshToken { get; init; }

    [JsonPropertyName("scope")]
    public required string Scope { get; init; }
}

/// <summary>Answer of <c>/tokeninfo</c> (W-62).</summary>
internal sealed record TokenInfoBody
{
    [JsonPropertyName("token_type")]
    public string TokenType { get; init; } = "Bearer";

    [JsonPropertyName("expires_in")]
    public required long ExpiresIn { get; init; }

    [JsonPropertyName("scope")]
    public required string Scope { get; init; }

    [JsonPropertyName("client_id")]
    public required string ClientId { get; init; }

    [JsonPropertyName("user_id")]
    public long? UserId { get; init; }

    [JsonPropertyName("userName")]
    public string? UserName { get; init; }
}

/// <summary>Every error body of this wire (W-3).</summary>
internal sealed record ErrorBody
{
    [JsonPropertyName("error")]
    public required string Error { get; init; }

    [JsonPropertyName("errorDescription")]
    public required string ErrorDescription { get; init; }

    [JsonPropertyName("error_description")]
    public string StandardErrorDescription => ErrorDescription;

    [JsonPropertyName("error_uri")]
    public required string ErrorUri { get; init; }

    [JsonPropertyName("trace_id")]
    public required string TraceId { get; init; }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(CodeBody))]
[JsonSerializable(typeof(TokenBody))]
[JsonSerializable(typeof(TokenInfoBody))]
[JsonSerializable(typeof(ErrorBody))]
internal sealed partial class WorkplaceJson : JsonSerializerContext;
