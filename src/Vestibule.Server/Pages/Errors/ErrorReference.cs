using System.Collections.Frozen;

namespace Vestibule.Server.Pages.Errors;

/// <summary>All explanations, in the order in which an integration meets them.</summary>
internal static class ErrorReference
{
    /// <summary>The path of the list; a code's page lies under it. <c>error_uri</c> leads there (W-3).</summary>
    internal const string Path = "/errors";

    /// <summary>Every code has one.</summary>
    internal static readonly IReadOnlyList<ErrorExplanation> All =
    [
        RequestErrors.InvalidRequest, ClientErrors.InvalidClient, ClientErrors.UnauthorizedClient, RequestErrors.UnsupportedResponseType,
        RequestErrors.InvalidScope, PersonErrors.LoginRequired, PersonErrors.InteractionRequired, PersonErrors.AccessDenied,
        GrantErrors.UnsupportedGrantType, GrantErrors.InvalidGrant, TokenErrors.InvalidToken, TokenErrors.InsufficientScope,
        AvailabilityErrors.TemporarilyUnavailable,
    ];

    private static readonly FrozenDictionary<string, ErrorExplanation> ByCode = All.ToFrozenDictionary(entry => entry.Code, StringComparer.Ordinal);

    /// <summary>The explanation of a code; null when there is no such code.</summary>
    internal static ErrorExplanation? Find(string code) => ByCode.GetValueOrDefault(code);

    /// <summary>The path of a code's page.</summary>
    internal static string PathOf(string code) => $"{Path}/{code}";
}
