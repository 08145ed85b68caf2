using Vestibule.Engine.Model.Handles;

namespace Vestibule.Engine.Model.Tokens;

/// <summary>What an access token turned out to be.</summary>
public abstract record AccessTokenCheck
{
    private AccessTokenCheck()
    {
    }

    /// <summary>Ours, not expired, not ended.</summary>
    /// <param name="Token">Its contents.</param>
    public sealed record Live(AccessToken Token) : AccessTokenCheck;

    /// <summary>Ours, but past its life.</summary>
    /// <param name="Token">Its contents.</param>
    public sealed record Expired(AccessToken Token) : AccessTokenCheck;

    /// <summary>Malformed, another's, or ended.</summary>
    public sealed record Unknown : AccessTokenCheck
    {
        /// <summary>The one value.</summary>
        public static Unknown Instance { get; } = new();
    }

    /// <summary>This node is cut off from the change feed and refuses to vouch for any token.</summary>
    public sealed record Unavailable : AccessTokenCheck
    {
        /// <summary>The one value.</summary>
        public static Unavailable Instance { get; } = new();
    }
}
