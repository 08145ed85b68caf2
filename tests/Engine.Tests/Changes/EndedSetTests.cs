using Vestibule.Engine.Model.Changes;
using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Model.Sites;

namespace Engine.Tests.Changes;

[Trait("Rule", "W-61"), Trait("Rule", "S-7")]
public sealed class EndedSetTests
{
    private static readonly DateTimeOffset Until = Sample.Now.AddHours(1);

    private static readonly AccessToken OfAService = Sample.AccessToken with { Grant = null, Subject = null };

    private readonly EndedSet ended = new();

    public static TheoryData<string, Change, AccessToken, bool> Table => new()
    {
        { "its grant ended", Grant(), Sample.AccessToken, true },
        { "another grant ended", Grant(77), Sample.AccessToken, false },
        { "the token itself ended", Token(), OfAService, true },
        { "another token ended", Token(77), OfAService, false },
        { "its person's epoch was lifted", Person(4), Sample.AccessToken, true },
        { "its person's epoch is the token's", Person(3), Sample.AccessToken, false },
        { "its person is gone for good", Person(int.MaxValue), Sample.AccessToken, true },
        { "somebody's epoch was lifted, and nobody stands behind the token", Person(4), OfAService, false },
        { "its client's epoch was lifted", Client(3), Sample.AccessToken, true },
        { "its client changed, and the epoch did not", Client(2), Sample.AccessToken, false },
        { "its site's epoch was lifted", Site(2), Sample.AccessToken, true },
        { "its site changed, and the epoch did not", Site(1), Sample.AccessToken, false },
        { "the same happened at another site", Person(4) with { Site = new SiteId(Sample.Number(77)) }, Sample.AccessToken, false },
        { "a grant of this id ended at another site", Grant() with { Site = new SiteId(Sample.Number(77)) }, Sample.AccessToken, false },
        { "the key ring changed", new Change(1, ChangeKind.Keys, null, "", 0, Until), Sample.AccessToken, false },
    };

    [Theory, MemberData(nameof(Table))]
    public void A_token_is_ended_when(string sentence, Change change, AccessToken token, bool expected)
    {
        ended.Apply(change);
        Assert.True(ended.Has(Sample.SiteId, token) == expected, sentence);
    }

    [Fact]
    public void Taking_in_a_row_twice_is_like_once()
    {
        Change[] rows = [Grant(), Token(), Person(4), Client(3), Site(2)];
        foreach (var row in rows) ended.Apply(row);
        var count = ended.Count;
        foreach (var row in rows) ended.Apply(row);
        Assert.Equal(count, ended.Count);
        ended.Forget(Until.AddTicks(-1));
        Assert.Equal(count, ended.Count);
        ended.Forget(Until);
        Assert.Equal(1, ended.Count);
    }

    [Fact]
    public void An_older_row_lowers_no_epoch_and_shortens_no_memory()
    {
        ended.Apply(Person(5) with { ExpiresAt = Until.AddHours(1) });
        ended.Apply(Person(4));
        ended.Apply(Grant() with { ExpiresAt = Until.AddHours(1) });
        ended.Apply(Grant());
        ended.Forget(Until);
        Assert.True(ended.Has(Sample.SiteId, OfAService with { Subject = Sample.Alice, Epochs = new(1, 2, 4) }));
        Assert.True(ended.Has(Sample.SiteId, Sample.AccessToken with { Subject = null }));
        ended.Forget(Until.AddHours(1));
        Assert.Equal(0, ended.Count);
    }

    [Fact]
    public void Trap_8_Only_what_nothing_can_name_any_more_is_let_go_of()
    {
        ended.Apply(Grant(1));
        ended.Apply(Grant(2) with { ExpiresAt = Until.AddSeconds(1) });
        ended.Forget(Until.AddTicks(-1));
        Assert.Equal(2, ended.Count);
        ended.Forget(Until);
        Assert.False(ended.Has(Sample.SiteId, Of(1)));
        Assert.True(ended.Has(Sample.SiteId, Of(2)));
    }

    [Fact]
    public void Trap_8_The_set_is_bounded_by_what_can_be_alive_however_much_was_ended()
    {
        for (var minute = 0; minute < 600; minute++)
        {
            var now = Sample.Now.AddMinutes(minute);
            for (var i = 0; i < 20; i++) ended.Apply(Grant((minute * 20) + i) with { ExpiresAt = now.AddHours(1) });
            for (var i = 0; i < 5; i++) ended.Apply(Person(minute + 4) with { Subject = Sample.Number(i).ToString("N"), ExpiresAt = now.AddHours(1) });
            ended.Forget(now);
            Assert.InRange(ended.Count, 1, (60 * 20) + 20 + 5);
        }
    }

    [Fact]
    public async Task What_is_ended_stays_ended_while_others_end_and_forget()
    {
        ended.Apply(Grant());
        var reader = Task.Run(() =>
        {
            var missed = 0;
            for (var i = 0; i < 200_000; i++) missed += ended.Has(Sample.SiteId, Sample.AccessToken) ? 0 : 1;
            return missed;
        }, TestContext.Current.CancellationToken);
        for (var i = 0; !reader.IsCompleted; i++)
        {
            ended.Apply(Grant(100 + (i % 20_000)) with { ExpiresAt = Sample.Now.AddSeconds(i % 100) });
            // The same row again and again, with an end that moves: the case in which it changes its place.
            ended.Apply(Grant() with { ExpiresAt = Until.AddSeconds(i) });
            if (i % 500 == 0) ended.Forget(Sample.Now.AddSeconds(50));
        }

        Assert.Equal(0, await reader);
    }

    private static Change Grant(int? number = null) =>
        new(1, ChangeKind.GrantEnded, Sample.SiteId, (number is { } n ? Sample.Number(n) : Sample.GrantId.Value).ToString("N"), 0, Until);

    private static Change Token(int? number = null) =>
        new(2, ChangeKind.TokenEnded, Sample.SiteId, (number is { } n ? Sample.Number(n) : Sample.AccessToken.Id).ToString("N"), 0, Until);

    private static Change Person(int epoch) => new(3, ChangeKind.SubjectEpoch, Sample.SiteId, Sample.Alice.ToString(), epoch, Until);

    private static Change Client(int epoch) => new(4, ChangeKind.Client, Sample.SiteId, Sample.Public.Id, epoch, Until);

    private static Change Site(int epoch) => new(5, ChangeKind.Site, Sample.SiteId, "", epoch, Until);

    private static AccessToken Of(int grant) => Sample.AccessToken with { Grant = new(Sample.Number(grant)) };
}
