namespace Vestibule.Server.Pages.Errors;

/// <summary>Faults in what is exchanged for a token.</summary>
internal static class GrantErrors
{
    internal static readonly ErrorExplanation UnsupportedGrantType = new()
    {
        Code = "unsupported_grant_type",
        Summary = "`x-grant-type` names no grant that this server knows.",
        Meaning = "The token endpoint takes `authorization_code`, `refresh_token` and, for service applications, `client_credentials`.",
        Occurs = [new("`POST /external/api/oauth2/token`", "400 with a JSON body")],
        Causes =
        [
            new("The value is misspelt or has another letter case.", "Write it exactly as above."),
            new("The application uses `password` or `implicit`.", "Both are gone from current practice. Use a code from `login.html`."),
        ],
        Sections = [Section.Rfc(6749, "5.2"), Section.Rfc(9700, "2.4")],
        Rules = "W-40, W-44, W-47",
    };

    internal static readonly ErrorExplanation InvalidGrant = new()
    {
        Code = "invalid_grant",
        Summary = "The code or refresh token is not valid, is spent, has expired or was ended, or belongs to something else.",
        Meaning = "What you hold cannot be exchanged. A code lives for 5 minutes, works once, and is bound to its application, redirect URI, scope and PKCE challenge. "
            + "A refresh token is replaced each time it is used.",
        Occurs = [new("`POST /external/api/oauth2/token`", "400 with a JSON body")],
        Causes =
        [
            new("More than 5 minutes passed between code and exchange.", "Exchange the code as soon as it arrives. Send the person to `login.html` for another."),
            new("The code was exchanged before, often because a page that still had `#code=…` in its address was loaded again.",
                "Exchange once, then remove the fragment with `history.replaceState`. A second exchange that is right in every other way ends everything that the first one gave."),
            new("`x-redirect-uri` is missing, or is not the redirect URI that the code was asked for.", "Send the same value, character by character."),
            new("`x-code-verifier` is missing, or does not belong to the challenge.",
                "Keep the verifier until the exchange, separately for each `state`: two tabs must not overwrite each other's."),
            new("The code or refresh token was issued to another application, or at another site.", "Present it with the client id, and at the host, that it was issued to."),
            new("An older refresh token was used again. Beyond the short grace time for a lost answer, that counts as theft and ends the whole grant.",
                "Store the new refresh token before you use the new access token. Let one tab or worker refresh for all."),
            new("The person, the application or the grant was disabled, signed out everywhere, or revoked; or the password was changed.",
                "Throw the tokens away and send the person to `login.html`."),
        ],
        Sections = [Section.Rfc(6749, "4.1.2"), Section.Rfc(6749, "5.2"), Section.Rfc(7636, "4.6"), Section.Rfc(9700, "4.14.2")],
        Rules = "W-42, W-43, W-44, W-45, W-83",
    };
}
