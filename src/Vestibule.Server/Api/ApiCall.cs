using System.Globalization;
using Vestibule.Engine.Model.Sites;
using Vestibule.Server.Accounts;
using Vestibule.Server.Api.Access;
using Vestibule.Server.Api.Answers;

namespace Vestibule.Server.Api;

/// <summary>One authenticated, authorized request of the API.</summary>
/// <param name="Http">The request.</param>
/// <param name="Site">Its site.</param>
/// <param name="Caller">Who calls.</param>
/// <param name="Selector">The properties wanted in the answer.</param>
internal sealed record ApiCall(HttpContext Http, Site Site, ApiCaller Caller, Selector Selector)
{
    /// <summary>The largest number that a JSON reader in JavaScript keeps exact (W-53).</summary>
    internal const long MaximumNumber = (1L << 53) - 1;

    /// <summary>Ends with the request.</summary>
    internal CancellationToken Aborted => Http.RequestAborted;

    /// <summary>The <c>{id}</c> of the path; null for anything that is not a positive number, which no person has.</summary>
    internal long? UserNumber =>
        Http.GetRouteValue("id") is string text && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number is > 0 and <= MaximumNumber ? number : null;

    /// <summary>The caller's address.</summary>
    internal string? Address => Http.Connection.RemoteIpAddress?.ToString();

    /// <summary>The accounts room, for this request.</summary>
    internal SubjectAccounts Accounts => Http.RequestServices.GetRequiredService<SubjectAccounts>();

    /// <summary>The refusal of something that the caller may not.</summary>
    internal ApiError NotAllowed(AccessRefusal refusal) => CredentialErrors.NotAllowed(Caller.Carrier, refusal);
}
