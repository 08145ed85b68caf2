namespace Vestibule.Engine.Model.Handles;

/// <summary>The kinds of sealed things that leave the server. Each has a sealing purpose of its own, so that none passes for another.</summary>
public enum HandleKind
{
    /// <summary>Authorization code, <c>vst_ac_</c>.</summary>
    AuthorizationCode,

    /// <summary>Refresh token, <c>vst_rt_</c>.</summary>
    RefreshToken,

    /// <summary>Access token, <c>vst_at_</c>.</summary>
    AccessToken,

    /// <summary>Session cookie, <c>vst_se_</c>.</summary>
    SessionCookie,

    /// <summary>Mark of a browser that signed in before, <c>vst_kb_</c> (W-33).</summary>
    KnownBrowser,
}

/// <summary>The prefixes by which secret scanners find a leaked handle.</summary>
public static class HandlePrefix
{
    /// <summary>The prefix of a kind; all have the same length.</summary>
    public static string Of(HandleKind kind) => kind switch
    {
        HandleKind.AuthorizationCode => "vst_ac_",
        HandleKind.RefreshToken => "vst_rt_",
        HandleKind.AccessToken => "vst_at_",
        HandleKind.SessionCookie => "vst_se_",
        HandleKind.KnownBrowser => "vst_kb_",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A handle kind without a prefix."),
    };
}
