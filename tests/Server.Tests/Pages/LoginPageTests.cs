using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Vestibule.Engine.Outcomes;
using Vestibule.Server.Pages.SignIn;

namespace Server.Tests.Pages;

/// <summary>The form as password managers, screen readers and keyboards meet it (W-23).</summary>
public sealed class LoginPageTests
{
    private static readonly FormProblem Wrong = LoginProblems.Of(ProtocolError.AccessDenied("x"));

    [Fact]
    public async Task Password_managers_know_the_fields()
    {
        var page = await RenderAsync();
        var (user, password) = (Input(page, "username"), Input(page, "password"));
        Assert.Equal(("username", "text", "username"), (user.Name, user.Type, user.GetAttribute("autocomplete")));
        Assert.Equal(("password", "password", "current-password"), (password.Name, password.Type, password.GetAttribute("autocomplete")));
        Assert.True(user.IsRequired && password.IsRequired);
        Assert.Null(password.GetAttribute("maxlength"));
    }

    [Fact]
    public async Task The_form_posts_to_the_address_it_was_shown_at()
    {
        var form = Assert.Single((await RenderAsync()).Forms);
        Assert.Equal("post", form.Method);
        Assert.False(form.HasAttribute("action"));
        Assert.Equal(PageSample.Token.Value, ((IHtmlInputElement)form.QuerySelector("input[type=hidden][name=form_token]")!).Value);
        Assert.Single(form.QuerySelectorAll("button[type=submit]"));
    }

    [Fact]
    public async Task At_first_the_user_name_has_the_focus_and_nothing_is_wrong()
    {
        var page = await RenderAsync();
        Assert.Equal("username", Assert.Single(page.QuerySelectorAll("[autofocus]")).Id);
        Assert.Empty(page.QuerySelectorAll("[role=alert], [aria-invalid], [aria-describedby]"));
        Assert.Equal("Sign in – Acme", page.Title);
    }

    [Fact]
    public async Task An_error_is_announced_tied_to_the_fields_and_keeps_the_user_name_but_not_the_password()
    {
        var page = await RenderAsync(userName: "erika", problem: Wrong);
        var alert = Assert.Single(page.QuerySelectorAll("[role=alert]"));
        Assert.Equal(Wrong.Message, alert.TextContent.Trim());
        foreach (var name in new[] { "username", "password" })
        {
            Assert.Equal("true", Input(page, name).GetAttribute("aria-invalid"));
            Assert.Equal(alert.Id, Input(page, name).GetAttribute("aria-describedby"));
        }

        Assert.Equal("erika", Input(page, "username").Value);
        Assert.False(Input(page, "password").HasAttribute("value"));
        Assert.Equal("password", Assert.Single(page.QuerySelectorAll("[autofocus]")).Id);
        Assert.StartsWith("Error: ", page.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hostile_text_stays_text()
    {
        var page = Rendered.Parse(await Rendered.HtmlAsync(typeof(LoginPage),
            PageSample.Login(PageSample.SiteNamed(PageSample.Hostile), PageSample.Hostile, PageSample.Hostile, Wrong)));
        Assert.Equal(PageSample.Hostile, page.QuerySelector(".brand-name")!.TextContent);
        Assert.Equal(PageSample.Hostile, page.QuerySelector(".client")!.TextContent);
        Assert.Equal(PageSample.Hostile, Input(page, "username").Value);
    }

    [Fact]
    public void A_wrong_name_and_a_wrong_password_read_the_same_and_a_wait_is_told()
    {
        Assert.Equal(LoginProblems.Of(ProtocolError.AccessDenied("no such person")), LoginProblems.Of(ProtocolError.AccessDenied("wrong password")));
        Assert.Contains("30 seconds", LoginProblems.Of(ProtocolError.Throttled(TimeSpan.FromSeconds(29.2))).Message, StringComparison.Ordinal);
        Assert.Contains("3 minutes", LoginProblems.Of(ProtocolError.Throttled(TimeSpan.FromSeconds(121))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "", true, true)]
    [InlineData(" \t", "x", true, false)]
    [InlineData("erika", "", false, true)]
    public void An_empty_field_is_named(string userName, string password, bool userNameIsInvalid, bool passwordIsInvalid)
    {
        var problem = LoginProblems.Incomplete(userName, password);
        Assert.Equal((userNameIsInvalid, passwordIsInvalid), (problem?.UserNameIsInvalid, problem?.PasswordIsInvalid));
    }

    [Fact]
    public void A_password_of_blanks_is_a_password() => Assert.Null(LoginProblems.Incomplete("erika", "   "));

    private static Task<IHtmlDocument> RenderAsync(string userName = "", FormProblem? problem = null) =>
        Rendered.PageAsync<LoginPage>(PageSample.Login(PageSample.SiteNamed("Acme"), userName: userName, problem: problem));

    private static IHtmlInputElement Input(IDocument page, string name) => (IHtmlInputElement)page.QuerySelector($"input[name={name}]")!;
}
