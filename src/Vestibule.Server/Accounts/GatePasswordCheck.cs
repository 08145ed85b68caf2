using Vestibule.Engine.Model.Sites;
using Vestibule.Engine.Model.Subjects;
using Vestibule.Engine.Outcomes;

namespace Vestibule.Server.Accounts;

/// <summary>The gate, as the engine asks for it at <c>POST /auth</c> (W-31).</summary>
internal sealed class GatePasswordCheck(IServiceScopeFactory scopes) : IPasswordCheck
{
    public async Task<Outcome<Subject>> CheckAsync(Site site, PresentedPassword presented, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<CredentialGate>().AuthenticateAsync(site, new CredentialAttempt
        {
            UserName = presented.UserName,
            Password = presented.Password,
            Address = presented.Address,
            ClientId = presented.ClientId,
        }, ct);
    }
}
