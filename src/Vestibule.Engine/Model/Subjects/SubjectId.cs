namespace Vestibule.Engine.Model.Subjects;

/// <summary>A person's row id: a time-ordered 128-bit value that is never used again.</summary>
/// <param name="Value">The value.</param>
public readonly record struct SubjectId(Guid Value)
{
    /// <inheritdoc />
    public override string ToString() => Value.ToString("N");
}
