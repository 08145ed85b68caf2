namespace Vestibule.Server.Accounts;

/// <summary>What a password check found.</summary>
/// <param name="Right">Whether the password is right.</param>
/// <param name="Weak">Whether it is right, and its hash is weaker than today's.</param>
internal sealed record PasswordVerdict(bool Right, bool Weak);
