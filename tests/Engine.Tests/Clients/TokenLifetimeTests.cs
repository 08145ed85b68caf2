using FsCheck.Xunit;
using Vestibule.Engine.Model.Tokens;

namespace Engine.Tests.Clients;

[Trait("Rule", "S-6")]
public sealed class TokenLifetimeTests
{
    [Property]
    public void An_access_token_outlives_neither_its_client_s_lifetime_nor_its_grant_nor_what_the_feed_remembers(uint lifetime, uint grant)
    {
        var client = Sample.Public with { AccessTokenLifetime = TimeSpan.FromSeconds(lifetime) };
        var grantEnd = Sample.Now.AddSeconds(grant);
        var expiry = TokenIssuer.AccessTokenExpiry(client, Sample.Now, grantEnd);
        Assert.True(expiry <= grantEnd && expiry <= Sample.Now + client.AccessTokenLifetime && expiry <= Sample.Now + AccessTokens.MaximumLifetime);
        Assert.Contains(expiry, new[] { grantEnd, Sample.Now + client.AccessTokenLifetime, Sample.Now + AccessTokens.MaximumLifetime });
    }
}
