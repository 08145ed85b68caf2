namespace Vestibule.Server.Accounts;

/// <summary>A budget that a try draws on.</summary>
/// <param name="Key">The keyed hash of what has the budget.</param>
/// <param name="Budget">The budget.</param>
internal sealed record ThrottleShare(byte[] Key, ThrottleBudget Budget);

/// <summary>A try that was taken before the check.</summary>
/// <param name="Shares">What it was taken from.</param>
/// <param name="At">When, on the table's own clock.</param>
internal sealed record ThrottleReservation(IReadOnlyList<ThrottleShare> Shares, long At);
