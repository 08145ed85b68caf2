using Vestibule.Engine.Endpoints.Revoke;

namespace Engine.Tests.Revoke;

[Trait("Rule", "RFC 7009 §2.1"), Trait("Rule", "W-61")]
public sealed class RevocationTests
{
    [Fact]
    public void Possession_is_enough_where_no_client_authenticates() => Assert.True(Revocation.MayRevoke(null, Sample.Public.Id));

    [Fact]
    public void A_client_ends_its_own_tokens() => Assert.True(Revocation.MayRevoke(Sample.Web, Sample.Web.Id));

    [Fact]
    public void A_client_ends_no_other_clients_tokens() => Assert.False(Revocation.MayRevoke(Sample.Web, Sample.Public.Id));

    [Fact]
    public void Client_ids_are_told_apart_by_the_case_of_their_letters() => Assert.False(Revocation.MayRevoke(Sample.Web, "WEB"));
}
