namespace Vestibule.Engine.Model.Grants;

/// <summary>A grant's row id. It is chosen when the code is issued, so that storing the row is redeeming the code.</summary>
/// <param name="Value">The value.</param>
public readonly record struct GrantId(Guid Value)
{
    /// <inheritdoc />
    public override string ToString() => Value.ToString("N");
}

/// <summary>Names one try to write, so that our own retry after a lost answer is not taken for a replay.</summary>
/// <param name="Value">The value.</param>
public readonly record struct AttemptId(Guid Value);

/// <summary>The epochs under which a thing was handed out; it dies when any of them is lifted.</summary>
/// <param name="Site">The site's.</param>
/// <param name="Client">The client's.</param>
/// <param name="Subject">The person's; 0 where there is none.</param>
public readonly record struct Epochs(int Site, int Client, int Subject);

/// <summary>Why a grant ended.</summary>
public enum EndReason
{
    /// <summary>An application or a person ended it (RFC 7009).</summary>
    Revoked,

    /// <summary>Its code was redeemed twice (RFC 6749 §4.1.2).</summary>
    CodeReplayed,

    /// <summary>A spent refresh token was presented (RFC 9700 §4.14.2).</summary>
    RefreshTokenReplayed,

    /// <summary>A new sign-in of the same session at the same client took its place.</summary>
    Superseded,

    /// <summary>The person was disabled or deleted, or chose to end everything.</summary>
    SubjectEnded,

    /// <summary>The person has more grants at this client than the cap allows.</summary>
    OverCap,
}
