using System.Diagnostics.CodeAnalysis;

namespace Vestibule.Engine.Outcomes;

/// <summary>What an endpoint answers: a value or a refusal. A class, so that <c>default</c> cannot pass for success.</summary>
/// <typeparam name="T">The value of a success.</typeparam>
public sealed class Outcome<T>
    where T : class
{
    private Outcome(T? value, ProtocolError? error) => (Value, Error) = (value, error);

    /// <summary>The value of a success; null after a refusal.</summary>
    public T? Value { get; }

    /// <summary>The refusal; null after a success.</summary>
    public ProtocolError? Error { get; }

    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value)), MemberNotNullWhen(false, nameof(Error))]
    public bool Succeeded => Error is null;

    /// <summary>A success.</summary>
    public static implicit operator Outcome<T>(T value) => new(value ?? throw new ArgumentNullException(nameof(value)), null);

    /// <summary>A refusal.</summary>
    public static implicit operator Outcome<T>(ProtocolError error) => new(null, error ?? throw new ArgumentNullException(nameof(error)));
}
