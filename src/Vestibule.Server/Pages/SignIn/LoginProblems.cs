using System.Globalization;
using Vestibule.Engine.Outcomes;

namespace Vestibule.Server.Pages.SignIn;

/// <summary>What the sign-in page tells a person who has to try again.</summary>
internal static class LoginProblems
{
    /// <summary>The form was open too long, or the browser keeps no cookies.</summary>
    internal static readonly FormProblem TokenInvalid =
        new("This page was open for too long, or your browser blocks cookies. Please enter your password again.", PasswordIsInvalid: true);

    /// <summary>Says which field is empty; null when neither is.</summary>
    internal static FormProblem? Incomplete(string userName, string password) => (userName.AsSpan().Trim().IsEmpty, password.Length == 0) switch
    {
        (true, true) => new FormProblem("Enter your user name and your password.", UserNameIsInvalid: true, PasswordIsInvalid: true),
        (true, false) => new FormProblem("Enter your user name, and your password again.", UserNameIsInvalid: true),
        (false, true) => new FormProblem("Enter your password.", PasswordIsInvalid: true),
        _ => null,
    };

    /// <summary>What a refusal means to the person. A wrong name and a wrong password read the same (W-31).</summary>
    internal static FormProblem Of(ProtocolError error) => error.Code switch
    {
        ErrorCode.Throttled => new FormProblem($"Too many attempts. Wait {Wait(error.RetryAfter)}, then try again."),
        ErrorCode.TemporarilyUnavailable => new FormProblem($"Signing in is not possible at the moment. Wait {Wait(error.RetryAfter)}, then try again."),
        _ => new FormProblem("The user name or the password is not right. Check both and try again.", UserNameIsInvalid: true, PasswordIsInvalid: true),
    };

    /// <summary>A wait in the unit of <c>Retry-After</c>, rounded up (RFC 9110 §10.2.3).</summary>
    internal static string WholeSeconds(TimeSpan wait) => Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    private static string Wait(TimeSpan? wait) => wait switch
    {
        null => "a moment",
        { TotalSeconds: <= 5 } => "a few seconds",
        { TotalSeconds: <= 90 } => $"{WholeSeconds(wait.Value)} seconds",
        _ => $"{Math.Ceiling(wait.Value.TotalMinutes).ToString(CultureInfo.InvariantCulture)} minutes",
    };
}
