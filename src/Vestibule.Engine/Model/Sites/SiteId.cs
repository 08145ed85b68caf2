namespace Vestibule.Engine.Model.Sites;

/// <summary>A site's row id: a time-ordered 128-bit value, first in every key.</summary>
/// <param name="Value">The value.</param>
public readonly record struct SiteId(Guid Value)
{
    /// <inheritdoc />
    public override string ToString() => Value.ToString("N");
}
