namespace Vestibule.Server.Pages.Errors;

/// <summary>Faults in using an access token.</summary>
internal static class TokenErrors
{
    internal static readonly ErrorExplanation InvalidToken = new()
    {
        Code = "invalid_token",
        Summary = "The access token is unknown, malformed, expired or ended.",
        Meaning = "The API does not take the token. If it has merely expired, a refresh gives a new one; if it was ended, only signing in again does. "
            + "Which status tells you so depends on the header that carried it.",
        Occurs =
        [
            new("`/external/api/rest/v2/…` with `Authorization: Bearer`", "401 with `WWW-Authenticate: Bearer error=\"invalid_token\"` in every case"),
            new("`/external/api/rest/v2/…` with `x-access-token` or `x-auth-token`", "403 if it has expired: refresh and repeat. 401 otherwise: throw it away"),
            new("`/external/api/oauth2/tokeninfo`", "401 with a JSON body in every case"),
        ],
        Causes =
        [
            new("The access token has expired.", "Refresh at `POST /external/api/oauth2/token`. Mind the unit: `expires_in` counts milliseconds "
                + "unless the application is set to seconds. Read as seconds, it looks valid for weeks."),
            new("The token was revoked, or the person signed out everywhere, was disabled, or changed the password.", "Throw it away and send the person to `login.html`."),
            new("A refresh token or an authorization code was sent in place of the access token.", "Send the value of `access_token`."),
            new("The header is not `Authorization: Bearer <token>`: the word is missing or doubled, or the token was cut off or quoted.",
                "Send the token whole and unchanged. In `x-access-token` it stands alone, without the word `Bearer`."),
            new("The token belongs to another site.", "Call the host that issued it."),
        ],
        Sections = [Section.Rfc(6750, "2.1"), Section.Rfc(6750, "3.1")],
        Rules = "W-50, W-51, W-52, W-62",
    };

    internal static readonly ErrorExplanation InsufficientScope = new()
    {
        Code = "insufficient_scope",
        Summary = "The access token is valid, but its scope does not cover this call.",
        Meaning = "Tokens of applications with registered scopes need `users.read` to read the directory and `users.write` to change it. Everyone may read `users/me`.",
        Occurs =
        [
            new("`/external/api/rest/v2/…` with `Authorization: Bearer`", "403 with `WWW-Authenticate: Bearer error=\"insufficient_scope\"`"),
            new("`/external/api/rest/v2/…` with `x-access-token` or `x-auth-token`", "404, so that clients that answer a 403 by refreshing do not do so without end"),
        ],
        Causes =
        [
            new("The application did not ask for the scope.", "Ask for it at `login.html`. A refresh cannot add it."),
            new("The scope is not registered for the application.", "Ask the operator to register it, then send the person to `login.html` again."),
            new("The token was narrowed by a refresh.", "Refresh once more without `x-scope`: the grant kept its full scope."),
        ],
        Sections = [Section.Rfc(6750, "3.1")],
        Rules = "W-26, W-52, W-56, W-84",
    };
}
