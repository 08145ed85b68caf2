using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Model.Sessions;
using Vestibule.Engine.Model.Sites;

namespace Engine.Tests.Sessions;

[Trait("Rule", "S-6"), Trait("Rule", "S-7"), Trait("Rule", "W-24")]
public sealed class SessionRulesTests
{
    private static readonly SessionId Id = new(Sample.Number(9));

    private static readonly Session Row = new()
    {
        Site = Sample.SiteId,
        Id = Id,
        Subject = Sample.Alice,
        SiteEpoch = Sample.Site.Epoch,
        SubjectEpoch = Sample.Subject.Epoch,
        AuthenticatedAt = Sample.Now,
        AuthenticationMethods = "pwd",
        LastSeenAt = Sample.Now,
        ExpiresAt = Sample.Now.AddDays(30),
    };

    private static readonly SessionRules.Input Good =
        new(Row, new SessionCookie(Id, Sample.Site.Epoch, Sample.Subject.Epoch), Sample.Site, Sample.Subject, Sample.Now);

    public static TheoryData<string, SessionRules.Input, bool> Table => new()
    {
        { "a session lives", Good, true },
        { "a cookie of another session is none", Good with { Cookie = Good.Cookie with { Session = new SessionId(Sample.Number(8)) } }, false },
        { "a session of another site is none", Good with { Session = Row with { Site = new SiteId(Sample.Number(8)) } }, false },
        { "a person of another site has none here", Good with { Subject = Sample.Subject with { Site = new SiteId(Sample.Number(8)) } }, false },
        { "another person's session is none", Good with { Session = Row with { Subject = new(Sample.Number(8)) } }, false },
        { "a session that was ended is dead", Good with { Session = Row with { EndedAt = Sample.Now } }, false },
        { "it lives a tick before its absolute end", Good with { Now = Row.ExpiresAt.AddTicks(-1), Session = Row with { LastSeenAt = Row.ExpiresAt.AddHours(-1) } }, true },
        { "it is dead at its absolute end, however busy it was", Good with { Now = Row.ExpiresAt, Session = Row with { LastSeenAt = Row.ExpiresAt } }, false },
        { "it lives a tick before the idle time is over", Good with { Now = Sample.Now.AddHours(12).AddTicks(-1) }, true },
        { "it is dead when the idle time is over", Good with { Now = Sample.Now.AddHours(12) }, false },
        { "the idle time is the site's", Good with { Now = Sample.Now.AddHours(1), Site = Sample.Site with { SessionIdle = TimeSpan.FromHours(1) } }, false },
        { "a lifted epoch of the site ends it", Good with { Site = Sample.Site with { Epoch = 2 } }, false },
        { "a lifted epoch of the person ends it", Good with { Subject = Sample.Subject with { Epoch = 4 } }, false },
        { "a cookie from before a lift ends with it, also where the row was renewed", Good with { Cookie = Good.Cookie with { SubjectEpoch = 2 } }, false },
        { "a cookie from before a lift of the site ends with it too", Good with { Cookie = Good.Cookie with { SiteEpoch = 0 } }, false },
        { "a disabled person has none", Good with { Subject = Sample.Subject with { Enabled = false } }, false },
    };

    [Theory, MemberData(nameof(Table))]
    public void A_session_lives_as_long_as_every_rule_holds(string sentence, SessionRules.Input input, bool lives) =>
        Assert.True(SessionRules.IsLive(input) == lives, sentence);
}
