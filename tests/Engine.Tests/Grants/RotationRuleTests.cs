using FsCheck.Xunit;
using Vestibule.Engine.Model.Grants;

namespace Engine.Tests.Grants;

[Trait("Rule", "W-45"), Trait("Rule", "RFC 9700 §4.14.2")]
public sealed class RotationRuleTests
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData("the generation that is good now moves on", 5, 5, 0, RotationResult.Rotated)]
    [InlineData("it moves on however long ago the last move was", 5, 5, 100_000_000, RotationResult.Rotated)]
    [InlineData("the one spent last is a retry within the grace time", 5, 4, 9.9, RotationResult.Retried)]
    [InlineData("it is a retry in the same instant too", 5, 4, 0, RotationResult.Retried)]
    [InlineData("at the end of the grace time it is a replay", 5, 4, 10, RotationResult.Replayed)]
    [InlineData("after it as well", 5, 4, 10.1, RotationResult.Replayed)]
    [InlineData("anything older is a replay at once", 5, 3, 0, RotationResult.Replayed)]
    [InlineData("the first generation has no forerunner", 1, 0, 100, RotationResult.Replayed)]
    [InlineData("a generation newer than the stored one is authentic: a backup was restored", 5, 6, 0, RotationResult.MovedForward)]
    [InlineData("however much newer", 5, 5_000, 0, RotationResult.MovedForward)]
    public void A_presented_generation(string sentence, int stored, int presented, double seconds, RotationResult expected) =>
        Assert.True(RotationRule.Decide(stored, presented, Sample.Now, Sample.Now.AddSeconds(seconds), Grace) == expected, sentence);

    [Fact]
    public void A_grace_time_of_zero_turns_retries_off() =>
        Assert.Equal(RotationResult.Replayed, RotationRule.Decide(5, 4, Sample.Now, Sample.Now, TimeSpan.Zero));

    [Property]
    public void Attack_02_Time_alone_never_makes_a_spent_token_good(int stored, int presented, uint seconds)
    {
        var now = RotationRule.Decide(stored, presented, Sample.Now, Sample.Now.AddSeconds(seconds), Grace);
        var later = RotationRule.Decide(stored, presented, Sample.Now, Sample.Now.AddSeconds(seconds).AddDays(1), Grace);
        Assert.True(later == now || (now == RotationResult.Retried && later == RotationResult.Replayed));
        Assert.Equal(presented < stored, now is RotationResult.Retried or RotationResult.Replayed);
    }
}
