namespace Vestibule.Server.Commands.Demo;

/// <summary>The lines that a newcomer pastes: from a code to a token that has been ended.</summary>
internal static class WalkThrough
{
    internal static string For(DemoData demo)
    {
        var legacy = demo.Clients["legacy"];
        var login = $"{demo.Site}/login.html?response_type=code&client_id={legacy.ClientId}"
            + $"&redirect_uri={Uri.EscapeDataString(legacy.RedirectUri!)}&scope=email&state=hello";
        return $$"""

            In a browser, sign in as {{demo.User.UserName}} with the password {{demo.User.Password}} at
              {{login}}

            In a shell, paste this. It gets a code, exchanges it, calls the API, renews, and ends the access:

            SITE={{demo.Site}} CLIENT={{legacy.ClientId}} REDIRECT={{legacy.RedirectUri}}
            value() { sed -nE "s/.*\"$1\":\"([^\"]*)\".*/\\1/p"; }
            # 1. A code, for a user name and password. A browser gets one at the address above.
            ANSWER=$(curl -s -X POST $SITE/external/api/oauth2/auth -H "x-client-id: $CLIENT" -H "x-redirect-uri: $REDIRECT" -H 'x-scope: email' -H 'x-auth-username: {{demo.User.UserName}}' -H 'x-auth-password: {{demo.User.Password}}'); CODE=$(echo "$ANSWER" | value code); [ "$CODE" ] || echo "$ANSWER"
            # 2. The code becomes an access token and a refresh token.
            TOKENS=$(curl -s -X POST $SITE/external/api/oauth2/token -H 'x-grant-type: authorization_code' -H "x-client-id: $CLIENT" -H "x-redirect-uri: $REDIRECT" -H 'x-scope: email' -H "x-auth-code: $CODE"); echo "$TOKENS"
            # 3. The access token calls the API.
            curl -s $SITE/external/api/rest/v2/users/me -H "Authorization: Bearer $(echo "$TOKENS" | value access_token)"; echo
            # 4. The refresh token gives new ones.
            TOKENS=$(curl -s -X POST $SITE/external/api/oauth2/token -H 'x-grant-type: refresh_token' -H "x-client-id: $CLIENT" -H "x-redirect-uri: $REDIRECT" -H 'x-scope: email' -H "x-refresh-token: $(echo "$TOKENS" | value refresh_token)"); echo "$TOKENS"
            curl -s $SITE/external/api/rest/v2/users/me -H "Authorization: Bearer $(echo "$TOKENS" | value access_token)"; echo
            # 5. Revoke, and the API answers 401.
            curl -s $SITE/external/api/oauth2/revoke -H "x-token: $(echo "$TOKENS" | value access_token)"; echo
            curl -s -o /dev/null -w '%{http_code}\n' $SITE/external/api/rest/v2/users/me -H "Authorization: Bearer $(echo "$TOKENS" | value access_token)"

            All names and secrets of this demo are in demo.json in its data folder. Ctrl-C stops it; a later start keeps everything.
            """;
    }
}
