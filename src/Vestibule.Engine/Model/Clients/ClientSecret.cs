namespace Vestibule.Engine.Model.Clients;

/// <summary>What is kept of a client's secret (W-11).</summary>
/// <param name="Id">Its row id.</param>
/// <param name="Hash">SHA-256 of the secret.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">When it stops working; null means never.</param>
public sealed record ClientSecret(Guid Id, ReadOnlyMemory<byte> Hash, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt);
