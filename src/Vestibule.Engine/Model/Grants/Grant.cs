using Vestibule.Engine.Model.Sessions;
using Vestibule.Engine.Model.Sites;
using Vestibule.Engine.Model.Subjects;

namespace Vestibule.Engine.Model.Grants;

/// <summary>One person's consent to one client, for as long as it lives: the only row that a sign-in leaves behind.</summary>
public sealed record Grant
{
    /// <summary>Its site.</summary>
    public required SiteId Site { get; init; }

    /// <summary>The row id.</summary>
    public required GrantId Id { get; init; }

    /// <summary>The client.</summary>
    public required string ClientId { get; init; }

    /// <summary>The person.</summary>
    public required SubjectId Subject { get; init; }

    /// <summary>The session in which it was given; null when no browser was there (W-30).</summary>
    public SessionId? Session { get; init; }

    /// <summary>Its full scope (RFC 6749 §3.3), blank-separated; may be empty.</summary>
    public required string Scope { get; init; }

    /// <summary>The epochs it was born under.</summary>
    public required Epochs Epochs { get; init; }

    /// <summary>The refresh token's generation that is good now; 1 after the code was redeemed.</summary>
    public int Generation { get; init; } = 1;

    /// <summary>When it was stored.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the generation last moved.</summary>
    public required DateTimeOffset RotatedAt { get; init; }

    /// <summary>When its code is past its life, redeemed or not.</summary>
    public required DateTimeOffset CodeExpiresAt { get; init; }

    /// <summary>The latest end of any access token given under it.</summary>
    public required DateTimeOffset AccessTokensExpireAt { get; init; }

    /// <summary>When it dies unless it is refreshed before.</summary>
    public required DateTimeOffset IdleExpiresAt { get; init; }

    /// <summary>When it dies whatever happens.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Until when the row must stay, so that nothing that names it finds it gone.</summary>
    public required DateTimeOffset KeepUntil { get; init; }

    /// <summary>When it was ended; null while it lives.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it was ended.</summary>
    public EndReason? EndReason { get; init; }
}
