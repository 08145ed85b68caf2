namespace Vestibule.Engine.Model.Grants;

/// <summary>The times that rule a grant's row, in one place, so that no SQL decides any of them alone.</summary>
public static class GrantLifetimes
{
    /// <summary>A grant that was never refreshed dies after this time: it bounds storage by what is used.</summary>
    public static readonly TimeSpan UntilFirstRefresh = TimeSpan.FromHours(24);

    /// <summary>A row outlives everything that could name it by this time.</summary>
    public static readonly TimeSpan Keep = TimeSpan.FromMinutes(5);

    /// <summary>How many live grants a person has at one client before the oldest ends.</summary>
    public const int CapPerSubjectAndClient = 100;

    /// <summary>The row of a living grant stays until the last of its code, its access tokens and its refresh token is dead, and 5 minutes more.</summary>
    public static DateTimeOffset KeepWhileAlive(DateTimeOffset code, DateTimeOffset accessTokens, DateTimeOffset idle) =>
        Latest(Latest(code, accessTokens), idle) + Keep;

    /// <summary>The row of an ended grant stays until its code and the last of its access tokens are dead, and 5 minutes more.</summary>
    public static DateTimeOffset KeepOnceEnded(DateTimeOffset code, DateTimeOffset accessTokens) => Latest(code, accessTokens) + Keep;

    private static DateTimeOffset Latest(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
