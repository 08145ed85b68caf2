using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests.Setting;

/// <summary>Every page that a person can see, and how to get there.</summary>
internal static class EveryPage
{
    private static readonly Dictionary<string, (string Heading, Func<Scene, Task> Open)> All = new()
    {
        ["front"] = (Scene.SiteName, scene => GoAsync(scene, "/")),
        ["login"] = ("Sign in", scene => scene.OpenLoginAsync()),
        ["login-error"] = ("Sign in", MistypeAsync),
        ["sign-out"] = ("Sign out", AskToSignOutAsync),
        ["signed-out"] = ("You are signed out", SignOutAsync),
        ["not-signed-in"] = ("You are not signed in", scene => GoAsync(scene, "/logout.html")),
        ["parameter-missing"] = ("This sign-in link does not work", scene => GoAsync(scene, "/login.html?response_type=code")),
        ["client-unknown"] = ("This application is not known here",
            scene => scene.Page.GotoAsync(scene.LoginUrl().Replace(scene.Client.Id, "nobody", StringComparison.Ordinal))),
        ["not-found"] = ("Page not found", scene => GoAsync(scene, "/nowhere")),
        ["errors"] = ("Error reference", scene => GoAsync(scene, "/errors")),
        ["error"] = ("invalid_grant", scene => GoAsync(scene, "/errors/invalid_grant")),
    };

    /// <summary>Their names.</summary>
    internal static TheoryData<string> Names => [.. All.Keys];

    /// <summary>Opens one, and waits until it is there.</summary>
    internal static async Task OpenAsync(Scene scene, string name)
    {
        var (heading, open) = All[name];
        await open(scene);
        await Expect(scene.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(heading);
    }

    private static async Task MistypeAsync(Scene scene)
    {
        await scene.OpenLoginAsync();
        await scene.SubmitAsync(password: "not the password");
    }

    private static async Task AskToSignOutAsync(Scene scene)
    {
        await scene.SignInAsync();
        await GoAsync(scene, "/logout.html");
    }

    private static async Task SignOutAsync(Scene scene)
    {
        await AskToSignOutAsync(scene);
        await scene.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
    }

    private static Task<IResponse?> GoAsync(Scene scene, string path) => scene.Page.GotoAsync(scene.Server.Url + path);
}
