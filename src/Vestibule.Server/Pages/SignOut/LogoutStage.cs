namespace Vestibule.Server.Pages.SignOut;

/// <summary>Where the person is in signing out. Public because Razor components are.</summary>
public enum LogoutStage
{
    /// <summary>Somebody is signed in and is asked.</summary>
    Asking,

    /// <summary>Nobody is signed in.</summary>
    NobodySignedIn,

    /// <summary>The session was ended just now.</summary>
    SignedOut,
}
