using Vestibule.Engine.Model.Sites;

namespace Vestibule.Engine.Model.Grants;

/// <summary>How storing a grant, which redeems its code, ended.</summary>
public enum Redemption
{
    /// <summary>The code was redeemed; the grant lives.</summary>
    Redeemed,

    /// <summary>The code had been redeemed before; the grant, if it still lived, has been ended (W-42).</summary>
    Replayed,

    /// <summary>An epoch was lifted, the person or client is disabled or gone, or the session has ended since the code was issued.</summary>
    Refused,
}

/// <summary>What a refresh asks of the grant's row.</summary>
public sealed record RotationRequest
{
    /// <summary>The site.</summary>
    public required SiteId Site { get; init; }

    /// <summary>The grant.</summary>
    public required GrantId Grant { get; init; }

    /// <summary>The generation inside the refresh token.</summary>
    public required int Generation { get; init; }

    /// <summary>The epochs inside the refresh token.</summary>
    public required Epochs Epochs { get; init; }

    /// <summary>Now.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The grace time of W-45.</summary>
    public required TimeSpan Grace { get; init; }

    /// <summary>The end of the access token about to be given.</summary>
    public required DateTimeOffset AccessTokenExpiresAt { get; init; }

    /// <summary>When the grant dies unless it is refreshed again.</summary>
    public required DateTimeOffset IdleExpiresAt { get; init; }

    /// <summary>Names this try.</summary>
    public required AttemptId Attempt { get; init; }
}

/// <summary>How a refresh ended.</summary>
/// <param name="Result">The result.</param>
/// <param name="Generation">The generation that is good now, after success.</param>
/// <param name="AccessTokensExpireAt">The latest end of an access token that the row covers, after success.</param>
public sealed record Rotation(RotationResult Result, int Generation, DateTimeOffset AccessTokensExpireAt)
{
    /// <summary>No living grant, or an epoch was lifted.</summary>
    public static Rotation Dead { get; } = new(RotationResult.Dead, 0, default);

    /// <summary>A spent token: the grant has been ended.</summary>
    public static Rotation Replayed { get; } = new(RotationResult.Replayed, 0, default);
}

/// <summary>How a refresh ended.</summary>
public enum RotationResult
{
    /// <summary>Generation g moved to g+1.</summary>
    Rotated,

    /// <summary>The generation spent last came again within the grace time: the same generation again, nothing changed.</summary>
    Retried,

    /// <summary>The presented generation is newer than the stored one (a restored backup): the row moved forward to it and one further.</summary>
    MovedForward,

    /// <summary>A spent token: the grant has been ended by this call.</summary>
    Replayed,

    /// <summary>No living grant: unknown, ended, idle or past its life, or an epoch was lifted.</summary>
    Dead,
}
