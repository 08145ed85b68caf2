using Microsoft.Extensions.Primitives;
using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Model.Sites;
using Vestibule.Server.Api.Answers;
using Vestibule.Server.Http.Wire.Workplace;

namespace Vestibule.Server.Api.Access;

/// <summary>Finds the one credential of a request among its headers (W-50 to W-52, W-6, W-85).</summary>
internal static class ApiCredentials
{
    internal const string AccessTokenHeader = "x-access-token";
    internal const string AuthTokenHeader = "x-auth-token";
    internal const string UserNameHeader = "x-auth-username";
    internal const string PasswordHeader = "x-auth-password";

    private static readonly string[] All = ["Authorization", AccessTokenHeader, AuthTokenHeader, UserNameHeader, PasswordHeader];

    /// <summary>The credential, or why there is none to look at. Nothing is asked of any store.</summary>
    internal static PresentedCredential Read(IHeaderDictionary headers, Site site)
    {
        foreach (var name in All)
        {
            if (Malformed(name, headers[name]) is { } error) return Refuse(error, headers);
        }

        var password = headers.ContainsKey(UserNameHeader) || headers.ContainsKey(PasswordHeader);
        var kinds = (headers.ContainsKey("Authorization") ? 1 : 0) + (headers.ContainsKey(AccessTokenHeader) ? 1 : 0)
            + (headers.ContainsKey(AuthTokenHeader) ? 1 : 0) + (password ? 1 : 0);
        if (kinds > 1) return Refuse(ApiError.BadRequest("The request carries more than one credential. Send one."), headers);
        if (headers.TryGetValue("Authorization", out var authorization)) return ReadAuthorization(authorization.ToString());
        if (headers.TryGetValue(AccessTokenHeader, out var access)) return ReadToken(CredentialCarrier.TokenHeader, access.ToString());
        if (headers.TryGetValue(AuthTokenHeader, out var auth)) return ReadToken(CredentialCarrier.TokenHeader, auth.ToString());
        return password ? ReadPassword(headers, site) : new PresentedCredential.Refused(CredentialErrors.Missing());
    }

    private static ApiError? Malformed(string name, StringValues values)
    {
        if (values.Count > 1) return ApiError.BadRequest($"The header {name} stands there more than once.");
        return values is [{ } value] && HeaderText.Refuses(name, HeaderText.Decode(value), int.MaxValue) is { } refusal
            ? ApiError.BadRequest(refusal.Description) : null;
    }

    /// <summary>RFC 6750 §3.1: whoever speaks Bearer gets a refusal in its words.</summary>
    private static PresentedCredential.Refused Refuse(ApiError error, IHeaderDictionary headers) =>
        new(headers.Authorization.Any(value => SchemeOf(value ?? "").Equals("Bearer", StringComparison.OrdinalIgnoreCase))
            ? error with { Challenge = Challenge.Of(error.Code, error.Description) } : error);

    private static PresentedCredential ReadAuthorization(string value)
    {
        var scheme = SchemeOf(value);
        if (scheme.IsEmpty || scheme.ContainsAnyExcept(TokenCharacters))
        {
            var error = ApiError.BadRequest("The header Authorization does not begin with a scheme.");
            return new PresentedCredential.Refused(error with { Challenge = Challenge.Plain });
        }

        // A scheme that is not ours is no credential at all: the answer names the one that is.
        return scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
            ? ReadToken(CredentialCarrier.Bearer, value[scheme.Length..].Trim(' '))
            : new PresentedCredential.Refused(CredentialErrors.Missing());
    }

    /// <summary>Empty and over-long tokens are unknown ones (W-52, W-85).</summary>
    private static PresentedCredential ReadToken(CredentialCarrier carrier, string value) =>
        value.Length is 0 or > HeaderText.MaximumTokenLength
            ? new PresentedCredential.Refused(CredentialErrors.Unknown(carrier))
            : new PresentedCredential.Token(carrier, new Secret(value));

    private static PresentedCredential ReadPassword(IHeaderDictionary headers, Site site)
    {
        if (!site.HeaderCredentials) return new PresentedCredential.Refused(CredentialErrors.PasswordsNotTaken());
        foreach (var name in new[] { UserNameHeader, PasswordHeader })
        {
            if (!headers.ContainsKey(name)) return new PresentedCredential.Refused(ApiError.BadRequest($"The header {name} is missing."));
        }

        var userName = HeaderText.Decode(headers[UserNameHeader].ToString());
        var password = HeaderText.Decode(headers[PasswordHeader].ToString());
        return userName.Length is 0 or > HeaderText.MaximumLength || password.Length is 0 or > HeaderText.MaximumLength
            ? new PresentedCredential.Refused(CredentialErrors.PasswordWrong())
            : new PresentedCredential.NameAndPassword(userName, new Secret(password));
    }

    private static ReadOnlySpan<char> SchemeOf(string value) => value.IndexOf(' ') is >= 0 and var end ? value.AsSpan(0, end) : value;

    /// <summary>The characters of an RFC 9110 token, of which a scheme is made.</summary>
    private static System.Buffers.SearchValues<char> TokenCharacters { get; } =
        System.Buffers.SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
}
