using System.Diagnostics.CodeAnalysis;

namespace Vestibule.Server.Api.Answers;

/// <summary>A value, or a refusal of the REST API. A class, so that <c>default</c> cannot pass for success.</summary>
/// <typeparam name="T">The value of a success.</typeparam>
internal sealed class ApiOutcome<T>
    where T : class
{
    private ApiOutcome(T? value, ApiError? error) => (Value, Error) = (value, error);

    /// <summary>The value of a success; null after a refusal.</summary>
    internal T? Value { get; }

    /// <summary>The refusal; null after a success.</summary>
    internal ApiError? Error { get; }

    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value)), MemberNotNullWhen(false, nameof(Error))]
    internal bool Succeeded => Error is null;

    public static implicit operator ApiOutcome<T>(T value) => new(value ?? throw new ArgumentNullException(nameof(value)), null);

    public static implicit operator ApiOutcome<T>(ApiError error) => new(null, error ?? throw new ArgumentNullException(nameof(error)));
}
