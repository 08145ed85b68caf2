namespace Server.Tests.Hostile;

/// <summary>Numbers that follow from a seed alone (SplitMix64), so that a failure can be repeated.</summary>
internal sealed class SeededGenerator(ulong seed)
{
    private ulong state = seed;

    internal int Below(int limit) => (int)(Next() % (ulong)limit);

    internal bool Chance(int percent) => Below(100) < percent;

    internal T Of<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    private ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
