using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Model.Sites;
using Vestibule.Engine.Model.Subjects;

namespace Vestibule.Engine.Model.Sessions;

/// <summary>When a session lives (S-6, S-7). Asked on every request that presents a session cookie.</summary>
public static class SessionRules
{
    /// <summary>Every rule at once.</summary>
    public static bool IsLive(Input input) =>
        IsTheCookies(input) && NotEnded(input) && NotExpired(input) && NotIdle(input) && EpochsAreCurrent(input) && SubjectIsEnabled(input);

    /// <summary>The row is the one that the cookie names, of the site that was asked, and the person is its person.</summary>
    public static bool IsTheCookies(Input input) =>
        input.Session.Id == input.Cookie.Session && input.Session.Site == input.Site.Id && input.Subject.Site == input.Site.Id
        && input.Session.Subject == input.Subject.Id;

    /// <summary>Nobody has signed out or ended it.</summary>
    public static bool NotEnded(Input input) => input.Session.EndedAt is null;

    /// <summary>Its absolute lifetime is not over; at the very end it is (S-6).</summary>
    public static bool NotExpired(Input input) => input.Now < input.Session.ExpiresAt;

    /// <summary>A request was seen within the site's idle time; at the very end none was (S-6).</summary>
    public static bool NotIdle(Input input) => input.Now < input.Session.LastSeenAt + input.Site.SessionIdle;

    /// <summary>Row and cookie were made under the epochs of site and person as they are now (S-7).</summary>
    public static bool EpochsAreCurrent(Input input) =>
        input.Session.SiteEpoch == input.Site.Epoch && input.Cookie.SiteEpoch == input.Site.Epoch
        && input.Session.SubjectEpoch == input.Subject.Epoch && input.Cookie.SubjectEpoch == input.Subject.Epoch;

    /// <summary>The person has not been disabled.</summary>
    public static bool SubjectIsEnabled(Input input) => input.Subject.Enabled;

    /// <summary>What the rules look at.</summary>
    /// <param name="Session">The row.</param>
    /// <param name="Cookie">What the browser presented, opened.</param>
    /// <param name="Site">The site that was asked.</param>
    /// <param name="Subject">The session's person as they are now.</param>
    /// <param name="Now">The time.</param>
    public sealed record Input(Session Session, SessionCookie Cookie, Site Site, Subject Subject, DateTimeOffset Now);
}
