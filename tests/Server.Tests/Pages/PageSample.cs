using Vestibule.Engine.Model.Sites;
using Vestibule.Server.Pages;
using Vestibule.Server.Pages.Errors;
using Vestibule.Server.Pages.Front;
using Vestibule.Server.Pages.SignIn;
using Vestibule.Server.Pages.SignOut;

namespace Server.Tests.Pages;

/// <summary>A site, and every page in every state.</summary>
internal static class PageSample
{
    internal const string Hostile = "\"><script>alert(1)</script><img src=x onerror=alert(2)> ' style=color:red & &lt; {{7*7}} \u202e";

    internal static readonly FormToken Token = new("form_token", "abc-DEF_123");

    internal static Site SiteNamed(string name, string accent = "#2f5fd0") => new()
    {
        Id = new SiteId(Guid.AllBitsSet),
        Name = name,
        Url = "https://login.example.com",
        Hosts = ["login.example.com"],
        AccentColor = accent,
        CreatedAt = DateTimeOffset.UnixEpoch,
    };

    internal static Dictionary<string, object?> Login(Site site, string client = "Desk Booking", string userName = "", FormProblem? problem = null) => new()
    {
        [nameof(LoginPage.Site)] = site,
        [nameof(LoginPage.ClientName)] = client,
        [nameof(LoginPage.UserName)] = userName,
        [nameof(LoginPage.Problem)] = problem,
        [nameof(LoginPage.Token)] = Token,
    };

    /// <summary>Every page in every state, with hostile text wherever a page shows what is not ours.</summary>
    internal static IEnumerable<(string Name, Type Page, Dictionary<string, object?> Parameters)> All()
    {
        var site = SiteNamed(Hostile, Hostile);
        yield return ("login", typeof(LoginPage), Login(site, Hostile));
        yield return ("login again", typeof(LoginPage), Login(site, Hostile, Hostile, new FormProblem(Hostile, true, true)));
        foreach (var stage in Enum.GetValues<LogoutStage>())
        {
            yield return ($"logout {stage}", typeof(LogoutPage), new()
            {
                [nameof(LogoutPage.Site)] = site,
                [nameof(LogoutPage.Stage)] = stage,
                [nameof(LogoutPage.UserName)] = Hostile,
                [nameof(LogoutPage.Problem)] = Hostile,
                [nameof(LogoutPage.Token)] = Token,
            });
        }

        foreach (var shown in new[] { site, null })
        {
            yield return ($"error page, {(shown is null ? "no site" : "a site")}", typeof(ErrorPage), new()
            {
                [nameof(ErrorPage.Site)] = shown,
                [nameof(ErrorPage.Heading)] = Hostile,
                [nameof(ErrorPage.Sentence)] = Hostile,
                [nameof(ErrorPage.WhatToDo)] = new[] { Hostile },
                [nameof(ErrorPage.Code)] = "invalid_request",
                [nameof(ErrorPage.TraceId)] = Hostile,
            });
        }

        yield return ("front", typeof(FrontPage), new() { [nameof(FrontPage.Site)] = site });
        yield return ("errors", typeof(ErrorIndexPage), new() { [nameof(ErrorIndexPage.Site)] = site });
        foreach (var explanation in ErrorReference.All)
        {
            yield return (explanation.Code, typeof(ErrorReferencePage), new()
            {
                [nameof(ErrorReferencePage.Site)] = site,
                [nameof(ErrorReferencePage.Explanation)] = explanation,
            });
        }
    }
}
