namespace Vestibule.Server.Pages.Errors;

/// <summary>Faults in what was asked.</summary>
internal static class RequestErrors
{
    internal static readonly ErrorExplanation InvalidRequest = new()
    {
        Code = "invalid_request",
        Summary = "A parameter is missing, stands there twice, or has a value that cannot be read.",
        Meaning = "The request was refused before anything was looked up, or its redirect URI is not one that is registered for the application. "
            + "`error_description` names the parameter. Sending the same request again gives the same answer.",
        Occurs =
        [
            new("`GET /login.html`", "A page with status 400 if one of the five parameters is missing or the redirect URI is not registered; "
                + "otherwise `#error=invalid_request` at the redirect URI"),
            new("`POST /external/api/oauth2/auth`, `token`", "400 with a JSON body"),
            new("`/external/api/oauth2/revoke`, `tokeninfo`", "400 with a JSON body"),
            new("`/external/api/rest/v2/…`", "400: two credentials in one request, or a parameter out of its range"),
        ],
        Causes =
        [
            new("`login.html` was opened without all of `response_type`, `client_id`, `redirect_uri`, `scope` and `state`.",
                "Send all five. `scope=` and `state=` may be empty, but they must be there."),
            new("The redirect URI differs from the registered one, often by a slash at the end, by `http` for `https`, or by a port.",
                "Compare the two character by character: nothing is normalised. Only `http://127.0.0.1` and `http://[::1]` may vary, in the port. "
                + "Percent-encode the value in the query."),
            new("A parameter went into the body or the query of `POST /external/api/oauth2/…`.",
                "There, each parameter is a request header: `x-client-id`, `x-redirect-uri` and so on. The body is ignored."),
            new("A header or query parameter stands there twice, for example because a proxy or an HTTP library added it again.",
                "Send each exactly once."),
            new("A value is longer than 2,048 characters (8,192 for codes and tokens), or holds control characters.",
                "Shorten it. Keep large state on your side and send a key to it as `state`."),
            new("The application must use PKCE, and `code_challenge` is missing, is not 43 characters of base64url, or comes without `code_challenge_method=S256`.",
                "Send the base64url, without padding, of the SHA-256 of your verifier, together with the method `S256`. `plain` is not offered."),
            new("`revoke` or `tokeninfo` was called without the header `x-token`.", "Send the token in `x-token`, without the word `Bearer`."),
        ],
        Sections = [Section.Rfc(6749, "4.1.2.1"), Section.Rfc(6749, "5.2"), Section.Rfc(7636, "4.4.1"), Section.Rfc(9700, "4.1.3")],
        Rules = "W-1, W-6, W-13, W-20, W-22, W-25, W-46, W-61",
    };

    internal static readonly ErrorExplanation UnsupportedResponseType = new()
    {
        Code = "unsupported_response_type",
        Summary = "The response type is not `code`.",
        Meaning = "This server hands out authorization codes only. The implicit grant (`response_type=token`) puts tokens into addresses and "
            + "browser histories, and current practice forbids it.",
        Occurs = [new("`GET /login.html`", "`#error=unsupported_response_type` at the redirect URI")],
        Causes =
        [
            new("An older application asks for `response_type=token` or `id_token`.",
                "Ask for `code`, then exchange it at `POST /external/api/oauth2/token`. A browser application can do that itself: the endpoint allows its origin."),
            new("The value is misspelt or has another letter case.", "Write `response_type=code`, in lower case."),
        ],
        Sections = [Section.Rfc(6749, "4.1.2.1"), Section.Rfc(9700, "2.1.2")],
        Rules = "W-20, W-70",
    };

    internal static readonly ErrorExplanation InvalidScope = new()
    {
        Code = "invalid_scope",
        Summary = "The scope is malformed, not registered for the application, or not the one that was granted.",
        Meaning = "An application without registered scopes may ask for any. One with registered scopes gets only those. "
            + "When a code is exchanged, the scope must be the one that the code was asked for.",
        Occurs =
        [
            new("`GET /login.html`", "`#error=invalid_scope` at the redirect URI"),
            new("`POST /external/api/oauth2/auth`, `token`", "400 with a JSON body"),
        ],
        Causes =
        [
            new("The scope is not made of scope tokens with single blanks between them, or has over 1,000 characters or over 100 tokens.",
                "Use printable ASCII without quotation marks and backslashes, and fewer tokens. In an address a blank is `%20`."),
            new("A token is not among the scopes that are registered for the application.",
                "Ask for fewer, or ask the operator to register it. An empty scope means all registered ones."),
            new("`x-scope` at `token` is not the scope that the code was asked for.", "Send the same value again, or leave the header out."),
            new("A refresh asks for more than was granted.", "Send the granted scope or a part of it, or leave `x-scope` out. For more, sign the person in again."),
        ],
        Sections = [Section.Rfc(6749, "3.3"), Section.Rfc(6749, "5.2"), Section.Rfc(6749, "6")],
        Rules = "W-26, W-43, W-44, W-82, W-84",
    };
}
