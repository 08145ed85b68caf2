using FsCheck;
using FsCheck.Xunit;
using Vestibule.Engine.Model.Grants;

namespace Engine.Tests.Grants;

public sealed class GrantLifetimesTests
{
    [Property, Trait("Rule", "W-42")]
    public void Trap_2_A_row_outlives_its_code_its_access_tokens_and_its_refresh_token_by_five_minutes(int code, int accessTokens, int idle)
    {
        DateTimeOffset[] ends = [At(code), At(accessTokens), At(idle)];
        var keep = GrantLifetimes.KeepWhileAlive(At(code), At(accessTokens), At(idle));
        Assert.Equal(ends.Max() + TimeSpan.FromMinutes(5), keep);
        Assert.Equal(ends.Take(2).Max() + TimeSpan.FromMinutes(5), GrantLifetimes.KeepOnceEnded(At(code), At(accessTokens)));
    }

    [Fact]
    public void A_grant_that_was_never_refreshed_dies_after_a_day_and_a_person_has_at_most_100_at_one_client()
    {
        Assert.Equal(TimeSpan.FromHours(24), GrantLifetimes.UntilFirstRefresh);
        Assert.Equal(100, GrantLifetimes.CapPerSubjectAndClient);
    }

    private static DateTimeOffset At(int seconds) => Sample.Now.AddSeconds(seconds);
}
