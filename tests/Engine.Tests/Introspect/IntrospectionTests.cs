using Vestibule.Engine.Endpoints.Introspect;
using Vestibule.Engine.Model.Clients;

namespace Engine.Tests.Introspect;

[Trait("Rule", "RFC 7662 §4"), Trait("Rule", "W-62")]
public sealed class IntrospectionTests
{
    [Fact]
    public void Possession_is_enough_where_no_client_authenticates() => Assert.True(Introspection.MayLearn(null, Sample.AccessToken));

    [Fact]
    public void A_client_learns_of_its_own_tokens() => Assert.True(Introspection.MayLearn(Sample.Public, Sample.AccessToken));

    [Fact]
    public void Attack_42_A_client_learns_nothing_of_another_clients_tokens() => Assert.False(Introspection.MayLearn(Sample.Web, Sample.AccessToken));

    [Fact]
    public void A_resource_server_that_is_registered_for_any_learns_of_all() =>
        Assert.True(Introspection.MayLearn(Sample.Web with { Introspection = IntrospectionReach.Any }, Sample.AccessToken));
}
