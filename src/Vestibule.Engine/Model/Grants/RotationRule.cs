namespace Vestibule.Engine.Model.Grants;

/// <summary>The rule that a refresh follows. The stores' one conditional statement says the same; a test holds the two together.</summary>
/// <remarks>W-45; RFC 9700 §4.14.2.</remarks>
public static class RotationRule
{
    /// <summary>What becomes of a living grant when a generation is presented.</summary>
    /// <param name="stored">The generation in the row.</param>
    /// <param name="presented">The generation in the token.</param>
    /// <param name="rotatedAt">When the row's generation last moved.</param>
    /// <param name="now">Now.</param>
    /// <param name="grace">The grace time; zero turns retries off.</param>
    public static RotationResult Decide(int stored, int presented, DateTimeOffset rotatedAt, DateTimeOffset now, TimeSpan grace) =>
        presented == stored ? RotationResult.Rotated
        : presented > stored ? RotationResult.MovedForward
        : presented == stored - 1 && now < rotatedAt + grace ? RotationResult.Retried
        : RotationResult.Replayed;
}
