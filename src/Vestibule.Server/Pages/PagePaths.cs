namespace Vestibule.Server.Pages;

/// <summary>Where the pages lie.</summary>
internal static class PagePaths
{
    /// <summary>The front page.</summary>
    internal const string Front = "/";

    /// <summary>The sign-in page of the dialect (W-20).</summary>
    internal const string Login = "/login.html";

    /// <summary>The page to sign out at.</summary>
    internal const string Logout = "/logout.html";
}
