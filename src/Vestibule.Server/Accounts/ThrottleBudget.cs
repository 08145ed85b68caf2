namespace Vestibule.Server.Accounts;

/// <summary>How many failed tries a key has: that many at once, and the same number again over the window, evenly.</summary>
/// <param name="Tries">Tries at once.</param>
/// <param name="Window">The time in which an empty budget is full again.</param>
internal sealed record ThrottleBudget(int Tries, TimeSpan Window)
{
    /// <summary>For an account's name, and for each known caller of an account: 10 in 15 minutes.</summary>
    internal static readonly ThrottleBudget Account = new(10, TimeSpan.FromMinutes(15));

    /// <summary>For an address: ten times as many, so that an office behind one proxy is not shut out by one person's typing (W-86).</summary>
    internal static readonly ThrottleBudget Address = new(100, TimeSpan.FromMinutes(15));

    /// <summary>What one try costs: the time in which one try comes back.</summary>
    internal TimeSpan PerTry => Window / Tries;
}
