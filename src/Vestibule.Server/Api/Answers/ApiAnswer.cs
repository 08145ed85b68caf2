using System.Text.Json;

namespace Vestibule.Server.Api.Answers;

/// <summary>What a handler of the API answers.</summary>
internal abstract record ApiAnswer
{
    private ApiAnswer()
    {
    }

    public static implicit operator ApiAnswer(ApiError error) => new Refusal(error);

    /// <summary>A JSON body.</summary>
    /// <param name="Status">The HTTP status.</param>
    /// <param name="Write">Writes the one JSON value of the body.</param>
    internal sealed record Json(int Status, Action<Utf8JsonWriter> Write) : ApiAnswer
    {
        /// <summary>The address of what was made; null when nothing was.</summary>
        internal string? Location { get; init; }
    }

    /// <summary>A refusal.</summary>
    /// <param name="Error">Which.</param>
    internal sealed record Refusal(ApiError Error) : ApiAnswer;
}
