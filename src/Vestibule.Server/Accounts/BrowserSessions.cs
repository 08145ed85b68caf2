using Vestibule.Engine.Endpoints.Authorize;
using Vestibule.Engine.Model.Audit;
using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Model.Sessions;
using Vestibule.Engine.Model.Sites;
using Vestibule.Engine.Model.Subjects;

namespace Vestibule.Server.Accounts;

/// <summary>Sessions of browsers: a row on the server, its id sealed in a cookie, both checked with their epochs on every request (S-7).</summary>
internal sealed class BrowserSessions(
    ISessionStore sessions, SealedHandles handles, ISecurityEvents events, TimeProvider clock, ILogger<BrowserSessions> log)
{
    /// <summary>How late the time of the last request may be noted.</summary>
    private static readonly TimeSpan TouchedAgainAfter = TimeSpan.FromMinutes(1);

    /// <summary>Who is signed in with this browser; null when nobody is. One read, and at most once a minute a write.</summary>
    internal async ValueTask<AuthenticatedSubject?> FindAsync(HttpContext http, Site site, CancellationToken ct)
    {
        if (Presented(http, site) is not { } cookie) return null;
        if (await sessions.FindAsync(site.Id, cookie.Session, ct).ConfigureAwait(false) is not var (session, subject)) return null;
        var now = clock.GetUtcNow();
        if (!SessionRules.IsLive(new SessionRules.Input(session, cookie, site, subject, now))) return null;
        if (now - session.LastSeenAt >= TouchedAgainAfter) await sessions.TouchAsync(site.Id, session.Id, now, ct).ConfigureAwait(false);
        return new AuthenticatedSubject(subject, session.Id, session.AuthenticatedAt, session.AuthenticationMethods);
    }

    /// <summary>Begins a session. Its id is always new, and the session that the browser presented ends, whoever's it was (W-23).</summary>
    /// <param name="http">The request whose answer gets the cookie.</param>
    /// <param name="site">The site.</param>
    /// <param name="subject">The person, as read when they proved who they are: what ends them later than that ends it too.</param>
    /// <param name="methods">How they proved it (RFC 8176), blank-separated, for example <c>pwd</c>.</param>
    /// <param name="ct">Cancels.</param>
    internal async Task<AuthenticatedSubject> SignInAsync(HttpContext http, Site site, Subject subject, string methods, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var session = new Session
        {
            Site = site.Id,
            Id = new SessionId(Guid.CreateVersion7(now)),
            Subject = subject.Id,
            SiteEpoch = site.Epoch,
            SubjectEpoch = subject.Epoch,
            AuthenticatedAt = now,
            AuthenticationMethods = methods,
            LastSeenAt = now,
            ExpiresAt = now + site.SessionAbsolute,
        };
        await sessions.AddAsync(session, Presented(http, site)?.Session, ct).ConfigureAwait(false);
        var cookie = handles.Seal(site.Id, new SessionCookie(session.Id, session.SiteEpoch, session.SubjectEpoch));
        BrowserCookies.Write(http, site, BrowserCookies.Session, cookie);
        log.SessionBegan(site.Id.Value, subject.Id.Value);
        return new AuthenticatedSubject(subject, session.Id, session.AuthenticatedAt, session.AuthenticationMethods);
    }

    /// <summary>Ends the browser's session on the server and takes the cookie back. Without a session it does nothing else.</summary>
    internal async Task SignOutAsync(HttpContext http, Site site, CancellationToken ct)
    {
        BrowserCookies.Delete(http, site, BrowserCookies.Session);
        if (Presented(http, site) is not { } cookie) return;
        if (await sessions.FindAsync(site.Id, cookie.Session, ct).ConfigureAwait(false) is not var (session, subject) || session.EndedAt is not null) return;
        var now = clock.GetUtcNow();
        // Whether or not the browser waits for the answer: who signs out and leaves must be signed out.
        await sessions.EndAsync(site.Id, session.Id, now, CancellationToken.None).ConfigureAwait(false);
        log.SessionEnded(site.Id.Value, subject.Id.Value);
        events.Note(new SecurityEvent
        {
            Kind = SecurityEventKind.SignedOut,
            Site = site.Id,
            At = now,
            Subject = subject.Id.Value,
            Address = http.Connection.RemoteIpAddress?.ToString(),
        });
    }

    private SessionCookie? Presented(HttpContext http, Site site)
    {
        return BrowserCookies.Read(http, site, BrowserCookies.Session) is { } handle ? handles.OpenSessionCookie(site.Id, handle) : null;
    }
}
