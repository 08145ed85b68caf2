namespace Vestibule.Server.Pages.SignIn;

/// <summary>Why the form is shown again. Public because Razor components are.</summary>
/// <param name="Message">What to tell the person.</param>
/// <param name="UserNameIsInvalid">Whether the user name has to be corrected.</param>
/// <param name="PasswordIsInvalid">Whether the password has to be corrected.</param>
public sealed record FormProblem(string Message, bool UserNameIsInvalid = false, bool PasswordIsInvalid = false);
