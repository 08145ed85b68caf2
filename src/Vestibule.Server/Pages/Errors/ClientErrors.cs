namespace Vestibule.Server.Pages.Errors;

/// <summary>Faults in who asks.</summary>
internal static class ClientErrors
{
    internal static readonly ErrorExplanation InvalidClient = new()
    {
        Code = "invalid_client",
        Summary = "The application is unknown here, is disabled, or did not prove who it is.",
        Meaning = "Either no enabled application with this client id is registered at this site, or the application has a secret and the request did "
            + "not carry a live one. Sites are separate: a client id of one site means nothing at another.",
        Occurs =
        [
            new("`GET /login.html`", "A page with status 400; never a redirect, because there is no address to be trusted"),
            new("`POST /external/api/oauth2/auth`, `token`", "401 with a JSON body"),
        ],
        Causes =
        [
            new("The client id is misspelt, or belongs to another site or another environment.", "Compare host and client id with what the operator gave you."),
            new("The application was registered as a web or service application, and the request carries no secret.",
                "Send it as `x-client-secret`, or as HTTP Basic. Never ship it in a browser or mobile application: register those as public, without a secret."),
            new("The secret is not the current one: it was rotated, has expired, or picked up a blank or a line break on the way.",
                "Load the current secret exactly as it was shown. An operator can issue another beside it, so that both work while you change over."),
            new("An operator disabled or removed the application.", "Ask the operator. Nothing that was issued to it works any more."),
        ],
        Sections = [Section.Rfc(6749, "2.3"), Section.Rfc(6749, "3.2.1"), Section.Rfc(6749, "5.2")],
        Rules = "W-10, W-11, W-22, W-31, W-32, W-46",
    };

    internal static readonly ErrorExplanation UnauthorizedClient = new()
    {
        Code = "unauthorized_client",
        Summary = "The application is known, but may not use this way to a token.",
        Meaning = "What an application may do follows from its type and its settings. This one asked for something that its registration does not allow.",
        Occurs =
        [
            new("`GET /login.html`", "`#error=unauthorized_client` at the redirect URI"),
            new("`POST /external/api/oauth2/auth`, `token`", "400 with a JSON body"),
        ],
        Causes =
        [
            new("`POST /external/api/oauth2/auth` hands over a person's password, and that is switched off for the application or for the site.",
                "Send people to `login.html`. Where that is impossible, an operator can allow it with the setting for headless authorization."),
            new("A service application opens `login.html`.", "Use `x-grant-type: client_credentials`, or register a public or web application for people."),
            new("A public or web application asks for `client_credentials`.", "Only service applications may. Ask the operator for one."),
        ],
        Sections = [Section.Rfc(6749, "4.1.2.1"), Section.Rfc(6749, "5.2"), Section.Rfc(9700, "2.4")],
        Rules = "W-32, W-46, W-47",
    };
}
