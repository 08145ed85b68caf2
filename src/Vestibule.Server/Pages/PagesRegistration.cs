using Vestibule.Server.Pages.SignIn;
using Vestibule.Server.Pages.SignOut;

namespace Vestibule.Server.Pages;

/// <summary>What the pages need from the host.</summary>
internal static class PagesRegistration
{
    /// <summary>Adds the pages' endpoints and their form tokens.</summary>
    internal static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddAntiforgery(options =>
        {
            options.Cookie = new FormCookie();
            options.FormFieldName = "form_token";
            options.HeaderName = null;
            // PageHeaders says more, and says it on every page.
            options.SuppressXFrameOptionsHeader = true;
        });
        services.AddSingleton<FormTokens>();
        services.AddScoped<LoginEndpoint>();
        services.AddSingleton<LogoutEndpoint>();
        return services;
    }
}
