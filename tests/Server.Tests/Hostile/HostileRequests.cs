using System.Text;

namespace Server.Tests.Hostile;

/// <summary>Makes requests that no honest client sends, mostly near enough to honest ones to get past the first check. One character is one byte.</summary>
internal sealed class HostileRequests(SeededGenerator dice, string authority, IReadOnlyList<string> plausible, IReadOnlyList<HonestRequest> honest)
{
    private static readonly string[] Methods =
        ["GET", "GET", "GET", "POST", "POST", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE", "PROPFIND", "get", "G@T", "X", new('M', 40)];

    private static readonly string[] Paths =
    [
        "/external/api/oauth2/auth", "/external/api/oauth2/token", "/external/api/oauth2/revoke", "/external/api/oauth2/tokeninfo", "/external/api/oauth2/", "/external/api/oauth2",
        "/external/api/oauth2/x/y", "/external/api/rest/v2/users/me", "/external/api/rest/v2/users", "/external/api/rest/v2/users/1", "/external/api/rest/v2/users/count",
        "/external/api/rest/v2/users/1/permissions", "/external/api/rest/v2/users/username/x", "/external/api/rest/v2/openapi.json", "/external/api/rest/v2/", "/login.html",
        "/logout.html", "/", "/errors", "/errors/invalid_grant", "/assets/pages.css", "/assets/site.css",
    ];

    private static readonly string[] Names =
    [
        "x-grant-type", "x-redirect-uri", "x-client-id", "x-client-secret", "x-scope", "x-auth-code", "x-code-verifier", "x-code-challenge", "x-code-challenge-method",
        "x-refresh-token", "x-auth-username", "x-auth-password", "x-token", "x-access-token", "x-auth-token", "Authorization", "Origin", "Cookie", "X-Forwarded-For",
        "X-Forwarded-Host", "X-Forwarded-Proto", "Access-Control-Request-Method", "Access-Control-Request-Headers", "Accept", "Accept-Language", "Accept-Encoding", "If-None-Match",
        "If-Modified-Since", "Range", "traceparent", "baggage", "Referer", "User-Agent", "X-HTTP-Method-Override",
    ];

    private static readonly string[] Parameters =
    [
        "response_type", "client_id", "redirect_uri", "scope", "state", "code_challenge", "code_challenge_method", "nonce", "prompt", "selector", "search", "limit", "startAt",
        "orderBy", "orderByType", "userTypeId", "siteAdmin", "modifiedOrCreatedAfter",
    ];

    private static readonly string[] Words =
    [
        "", " ", "authorization_code", "refresh_token", "client_credentials", "password", "code", "token", "S256", "plain", "email", "none", "login", "null", "true", "-1", "0", "50",
        "99999999999999999999", "1e400", "id", "id,name(", "((((((((((", "userType(name)", "' OR 1=1 --", "%00", "%", "%zz", "../../etc/passwd", "javascript:alert(1)",
        "https://app.example.com/cb", "https://evil.example/", "Bearer x", "Bearer", "Basic Og==", "Basic !!!", "vst_at_AAAA", "vst_rt_", "vst_ac_====", "eyJhbGciOiJub25lIn0.e30.",
        "\u00ff\u00fe", "\u00c3\u00a9", "\u00ed\u00a0\u0080", "\u00c0\u00af", "\u0001", "\t", "a\u007fb", "\u00f0\u009f\u0098\u0080", "vst-session=x", "null, null", "\"", "\\", "<script>",
    ];

    /// <summary>One request.</summary>
    internal string Next() => dice.Chance(40) ? Spoilt(dice.Of(honest)) : Invented();

    /// <summary>An honest request with some of it left out, doubled, changed or replaced, and sometimes with nothing wrong at all.</summary>
    private string Spoilt(HonestRequest request)
    {
        var target = new StringBuilder(request.Path);
        var separator = '?';
        foreach (var (name, value) in request.Query)
        {
            foreach (var spoilt in SpoiltValues(value))
            {
                target.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(spoilt));
                separator = '&';
            }
        }

        var text = new StringBuilder(dice.Chance(5) ? dice.Of(Methods) : request.Method).Append(' ').Append(target).Append(" HTTP/1.1\r\nHost: ").Append(authority).Append("\r\n");
        foreach (var (name, value) in request.Headers)
        {
            foreach (var spoilt in SpoiltValues(value)) text.Append(name).Append(": ").Append(spoilt).Append("\r\n");
        }

        return text.Append("Content-Length: 0\r\n\r\n").ToString();
    }

    private string[] SpoiltValues(string value) => dice.Below(40) switch
    {
        0 => [],
        1 => [value, value],
        2 => [Value(), value],
        3 => [Value()],
        4 when value.Length > 0 => [value.Remove(dice.Below(value.Length), 1)],
        5 => [value.Insert(dice.Below(value.Length + 1), Random(1))],
        6 => [value + Value()],
        _ => [value],
    };

    private string Invented()
    {
        var method = dice.Of(Methods);
        var text = new StringBuilder(method).Append(' ').Append(Target()).Append(dice.Chance(3) ? " HTTP/1.0\r\n" : " HTTP/1.1\r\n");
        if (!dice.Chance(2)) text.Append("Host: ").Append(dice.Chance(4) ? Value() : authority).Append("\r\n");
        for (var left = dice.Below(12); left > 0; left--)
        {
            var name = dice.Chance(95) ? dice.Of(Names) : dice.Chance(50) ? Value() : dice.Of(Names).ToUpperInvariant();
            var value = Value();
            text.Append(name).Append(": ").Append(value).Append("\r\n");
            if (dice.Chance(4)) text.Append(name).Append(": ").Append(dice.Chance(50) ? value : Value()).Append("\r\n");
        }

        return text.Append(Body(method)).ToString();
    }

    private string Target()
    {
        var path = dice.Of(Paths);
        if (dice.Chance(8)) path = path.Insert(1 + dice.Below(path.Length), dice.Of(["%00", "%2f", "..", "//", ";", "%ff", "\u00e9", "%c0%af", "*", "{x}", "."]));
        if (dice.Chance(3)) path += "/";
        if (dice.Chance(2)) path = path.ToUpperInvariant();
        if (!dice.Chance(40) && path != "/login.html") return path;
        var query = new StringBuilder(path).Append('?');
        for (var left = dice.Below(8); left > 0; left--)
        {
            var value = Value();
            query.Append(dice.Of(Parameters)).Append('=').Append(dice.Chance(70) ? Uri.EscapeDataString(value) : value.Replace(' ', '+')).Append(dice.Of(["&", "&", "&", "", "&&", ";"]));
        }

        return query.ToString();
    }

    private string Value()
    {
        var value = dice.Below(10) switch
        {
            < 4 => dice.Of(plausible),
            < 8 => dice.Of(Words),
            8 => Random(dice.Below(40)),
            _ => new string((char)(33 + dice.Below(94)), dice.Of([1, 100, 1000, 2048, 2049, 4000, 8192, 8193])),
        };
        if (value.Length > 0 && dice.Chance(15)) value = value.Remove(dice.Below(value.Length), 1);
        if (value.Length > 0 && dice.Chance(15)) value = value.Insert(dice.Below(value.Length), Random(1));
        return value;
    }

    /// <summary>Bytes from 1 to 255; line breaks are left to <see cref="Body"/>, or the request would end early and the answers come out of step.</summary>
    private string Random(int length)
    {
        var text = new StringBuilder(length);
        while (text.Length < length)
        {
            var character = (char)dice.Below(256);
            if (character is not ('\r' or '\n')) text.Append(character);
        }

        return text.ToString();
    }

    private string Body(string method)
    {
        if (method is "GET" or "HEAD" or "get" || dice.Chance(60)) return "Content-Length: 0\r\n\r\n";
        var body = dice.Below(5) switch
        {
            0 => $"username={Value()}&password={Value()}&form_token={Value()}",
            1 => "{\"firstName\":\"" + Value() + "\",\"email\":",
            2 => new string('[', 2000),
            3 => "{\"firstName\":\"a\",\"lastName\":\"b\",\"email\":\"c@example.com\",\"userType\":{\"id\":" + Value() + "}}",
            _ => Random(300),
        };
        var type = dice.Of(["application/x-www-form-urlencoded", "application/json", "application/json; charset=utf-16", "multipart/form-data", "text/plain", "", "x"]);
        return dice.Chance(85)
            ? $"Content-Type: {type}\r\nContent-Length: {body.Length}\r\n\r\n{body}"
            : $"Content-Type: {type}\r\nTransfer-Encoding: chunked\r\n\r\n{body.Length:x}\r\n{body}\r\n{dice.Of(["0", "0", "0", "zz", "-1"])}\r\n\r\n";
    }
}
