using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Vestibule.Server.Accounts;

/// <summary>Adds this room to the host.</summary>
internal static class AccountsRegistration
{
    /// <summary>Registers everything of this room. The composition brings the ports (<c>ISubjectStore</c>, <c>ISessionStore</c>, <c>IKnownCallerStore</c>,
    /// <c>ISecurityEvents</c>), <c>SealedHandles</c>, <see cref="ThrottleKey"/> and <see cref="TimeProvider"/>.</summary>
    internal static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddMetrics();
        services.TryAddSingleton(Argon2Cost.Today);
        services.AddSingleton<Argon2PasswordHasher>();
        services.AddSingleton(_ => new HashingQueue(Environment.ProcessorCount));
        services.AddSingleton<SubjectPasswords>();

        services.AddSingleton<ThrottleTable>();
        services.AddSingleton<CallerHashes>();
        services.AddSingleton<KnownCallers>();
        services.AddSingleton<RecentlyNoted>();
        services.AddScoped<CredentialGate>();
        services.AddScoped<SubjectAccounts>();
        services.AddSingleton<BrowserSessions>();

        // Before AddIdentityCore, which adds its own only where there is none.
        services.AddScoped<CurrentSite>();
        services.AddSingleton<IPasswordHasher<Account>>(provider => provider.GetRequiredService<Argon2PasswordHasher>());
        services.AddSingleton<ILookupNormalizer, AccountNameNormalizer>();
        services.AddScoped<IUserValidator<Account>, AccountValidator>();
        services.AddScoped<IPasswordValidator<Account>, PasswordPolicyValidator>();
        services.AddIdentityCore<Account>().AddUserStore<SubjectUserStore>();
        return services;
    }
}
