using Vestibule.Engine.Model.Changes;
using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Model.Sites;

namespace Vestibule.Engine.Model.Tokens;

/// <summary>Checks access tokens in memory: no database is asked.</summary>
public sealed class AccessTokens(SealedHandles handles, EndedSet ended, ChangeFollower feed, TimeProvider clock)
{
    /// <summary>The longest an access token may live; the change feed remembers what it must for this long.</summary>
    public static readonly TimeSpan MaximumLifetime = TimeSpan.FromHours(24);

    /// <summary>Whether the token opens, lives, and has not been ended. An ended token is unknown even when it is expired as well.</summary>
    public AccessTokenCheck Check(Site site, Secret token)
    {
        if (!feed.IsCurrent) return AccessTokenCheck.Unavailable.Instance;
        if (handles.OpenAccessToken(site.Id, token) is not { } contents || ended.Has(site.Id, contents)) return AccessTokenCheck.Unknown.Instance;
        return clock.GetUtcNow() < contents.ExpiresAt ? new AccessTokenCheck.Live(contents) : new AccessTokenCheck.Expired(contents);
    }
}
