namespace Vestibule.Server.Pages.Errors;

/// <summary>Where a person would have to do something, or was refused.</summary>
internal static class PersonErrors
{
    internal static readonly ErrorExplanation LoginRequired = new()
    {
        Code = "login_required",
        Summary = "Nobody is signed in, and the request forbids to ask.",
        Meaning = "The request said `prompt=none`: answer at once or not at all. There is no live session in this browser, so no code can be issued.",
        Occurs = [new("`GET /login.html`", "`#error=login_required` at the redirect URI")],
        Causes =
        [
            new("The person has not signed in here yet, has signed out, or the session has ended.", "Send the browser to `login.html` again, without `prompt=none`."),
            new("The page was loaded in a frame or in the background, where the browser keeps the session cookie back.",
                "Use a top-level redirect. To stay signed in without one, keep the refresh token and renew with it."),
        ],
        Sections = [Section.Connect("3.1.2.1", "AuthRequest"), Section.Connect("3.1.2.6", "AuthError")],
        Rules = "W-24",
    };

    internal static readonly ErrorExplanation InteractionRequired = new()
    {
        Code = "interaction_required",
        Summary = "The person would have to do something on a page, and this request cannot show one.",
        Meaning = "Name and password are not enough for this person: a second factor is needed. Only the sign-in page can ask for it.",
        Occurs = [new("`POST /external/api/oauth2/auth`", "400 with a JSON body")],
        Causes =
        [
            new("The person must present a second factor.", "Send the browser to `login.html`; the code arrives at the redirect URI as usual."),
        ],
        Sections = [Section.Connect("3.1.2.6", "AuthError"), Section.Rfc(9700, "2.4")],
        Rules = "W-31",
    };

    internal static readonly ErrorExplanation AccessDenied = new()
    {
        Code = "access_denied",
        Summary = "The user name or the password is wrong, or the person may not sign in.",
        Meaning = "The answer is the same for an unknown name, a wrong password and a disabled person, and it takes about the same time, so that nobody "
            + "can find out who has an account.",
        Occurs =
        [
            new("`POST /external/api/oauth2/auth`", "401 with a JSON body"),
            new("`GET /login.html`", "The form again, with status 401: the person can correct it there"),
        ],
        Causes =
        [
            new("The name or the password is wrong.", "Ask the person to try in a browser at `login.html`, with nothing of yours in between."),
            new("A name or password with letters beyond ASCII was sent in an encoding that cannot be told.",
                "Send header values as UTF-8 bytes. Where your library cannot, Latin-1 works; anything else does not arrive as it was typed."),
            new("The person was disabled.", "Only an operator can change that."),
        ],
        Sections = [Section.Rfc(6749, "4.1.2.1")],
        Rules = "W-6, W-31, W-33",
    };
}
