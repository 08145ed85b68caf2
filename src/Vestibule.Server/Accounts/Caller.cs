namespace Vestibule.Server.Accounts;

/// <summary>Who tries, as keyed hashes.</summary>
/// <param name="Name">The account's name at its site.</param>
/// <param name="Pair">The account's name, application and address (W-86).</param>
/// <param name="Budgets">What the try draws on: the known caller's own budget, or those of the address and the account.</param>
internal sealed record Caller(byte[] Name, byte[] Pair, IReadOnlyList<ThrottleShare> Budgets);
