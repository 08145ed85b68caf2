using System.Text;
using Vestibule.Engine.Endpoints.Authorize;
using Vestibule.Engine.Model.Clients;
using Vestibule.Engine.Outcomes;

namespace Vestibule.Server.Http.Wire.Workplace;

/// <summary><c>/login.html</c>: five parameters in the query, the answer in the fragment (W-20 to W-22).</summary>
internal sealed class AuthorizeWire : IAuthorizeWire
{
    internal static readonly string[] Required = ["response_type", "client_id", "redirect_uri", "scope", "state"];
    private static readonly string[] Optional = ["code_challenge", "code_challenge_method", "nonce", "prompt"];

    /// <summary>The parameters of the dialect that must be there and are not, in the document's order.</summary>
    internal static IReadOnlyList<string> Missing(IQueryCollection query) =>
        [.. Required.Where(name => query[name].Count == 0 || (query[name] is [""] && name is not ("scope" or "state")))];

    public Outcome<AuthorizeRequest> Read(HttpRequest http)
    {
        var query = http.Query;
        if (Missing(query) is { Count: > 0 } missing)
        {
            return ProtocolError.InvalidRequest($"The address lacks {string.Join(", ", missing)}. It needs all of {string.Join(", ", Required)}.");
        }

        // Without these two there is nowhere to send an answer to; what is wrong with the others is said there (W-22).
        if (Refuses(query, "client_id") is { } client) return client;
        if (Refuses(query, "redirect_uri") is { } redirect) return redirect;
        return new AuthorizeRequest
        {
            ResponseType = query["response_type"].ToString(),
            ClientId = query["client_id"]!,
            RedirectUri = query["redirect_uri"]!,
            Scope = query["scope"].ToString(),
            State = Refuses(query, "state") is null ? query["state"].ToString() : null,
            Unreadable = Required.Concat(Optional).Select(name => Refuses(query, name)).FirstOrDefault(refusal => refusal is not null),
            CodeChallenge = Single(query, "code_challenge"),
            CodeChallengeMethod = Single(query, "code_challenge_method"),
            Nonce = Single(query, "nonce"),
            Prompt = Single(query, "prompt"),
        };
    }

    public string LocationOf(AuthorizeResponse response) => Attach(response.Return,
        ("code", response.Code.Reveal()), ("appCode", response.AppCode), ("state", response.Return.State), ("iss", response.Return.Issuer));

    public string LocationOf(AuthorizeReturn back, ProtocolError error) => Attach(back,
        ("error", ErrorCodes.NameOf(error.Code)), ("error_description", error.Description), ("state", back.State), ("iss", back.Issuer));

    /// <summary>Every value is percent-encoded, a blank as %20: existing clients split at &amp; and = and apply decodeURIComponent (W-21).</summary>
    private static string Attach(AuthorizeReturn back, params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        var location = new StringBuilder(back.RedirectUri, back.RedirectUri.Length + 512);
        var separator = back.Mode == ResponseMode.Fragment ? '#' : back.RedirectUri.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        foreach (var (name, value) in parameters)
        {
            if (value is null) continue;
            location.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(value));
            separator = '&';
        }

        return location.ToString();
    }

    /// <summary>Why a parameter cannot be read; null when it can. An over-long scope is the engine's to refuse, by its own name (W-82).</summary>
    private static ProtocolError? Refuses(IQueryCollection query, string name) =>
        query[name].Count > 1 ? ProtocolError.InvalidRequest($"The parameter {name} stands there more than once.")
        : query[name] is [{ } value] ? HeaderText.Refuses(name, value, name == "scope" ? int.MaxValue : HeaderText.MaximumLength)
        : null;

    private static string? Single(IQueryCollection query, string name) => query[name] is [{ Length: > 0 } value] ? value : null;
}
