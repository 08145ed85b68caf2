using Vestibule.Engine.Model.Clients;
using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Outcomes;

namespace Engine.Tests.Clients;

public sealed class ClientAuthenticationTests
{
    private static readonly (Secret Secret, ClientSecret Kept) Old = ClientSecrets.Make(Sample.Now, Sample.Now.AddHours(1));
    private static readonly (Secret Secret, ClientSecret Kept) New = ClientSecrets.Make(Sample.Now, null);
    private static readonly Client Web = Sample.Web with { Secrets = [Old.Kept, New.Kept] };

    public static IEnumerable<TheoryDataRow<RuleRow>> Rfc6749_2_3 =>
    [
        Row("RFC 6749 §5.2, W-46", "an unknown client is refused", ClientAuthentication.ClientIsKnown, Of(null, null), ErrorCode.InvalidClient),
        Row("W-46", "a disabled client is refused like an unknown one", ClientAuthentication.ClientIsKnown, Of(Web with { Enabled = false }, New.Secret), ErrorCode.InvalidClient),
        Row("RFC 6749 §2.1, W-10", "a public client says who it is", ClientAuthentication.PublicClientPresentsNoSecret, Of(Sample.Public, null), null),
        Row("RFC 6749 §2.1, W-10", "a public client with a secret is refused", ClientAuthentication.PublicClientPresentsNoSecret, Of(Sample.Public, New.Secret), ErrorCode.InvalidClient),
        Row("RFC 6749 §3.2.1, W-10", "a confidential client without its secret is refused", ClientAuthentication.ConfidentialClientPresentsItsSecret, Of(Web, null), ErrorCode.InvalidClient),
        Row("RFC 6749 §2.3.1, W-10", "a confidential client with its secret is taken", ClientAuthentication.ConfidentialClientPresentsItsSecret, Of(Web, New.Secret), null),
        Row("W-11", "of several live secrets each is good, for rotation", ClientAuthentication.ConfidentialClientPresentsItsSecret, Of(Web, Old.Secret), null),
        Row("W-11", "a secret lives a tick before its end", ClientAuthentication.ConfidentialClientPresentsItsSecret, Of(Web, Old.Secret) with { Now = Sample.Now.AddHours(1).AddTicks(-1) }, null),
        Row("W-11", "a secret is dead at its end", ClientAuthentication.ConfidentialClientPresentsItsSecret, Of(Web, Old.Secret) with { Now = Sample.Now.AddHours(1) }, ErrorCode.InvalidClient),
        Row("RFC 6749 §2.3.1", "a wrong secret is refused", ClientAuthentication.ConfidentialClientPresentsItsSecret, Of(Web, new Secret(New.Secret.Reveal() + "x")), ErrorCode.InvalidClient),
        Row("RFC 6749 §2.3.1", "an empty secret is refused", ClientAuthentication.ConfidentialClientPresentsItsSecret, Of(Web, new Secret("")), ErrorCode.InvalidClient),
        Row("W-11", "a client whose secrets are all gone proves itself with nothing", ClientAuthentication.ConfidentialClientPresentsItsSecret, Of(Sample.Web, New.Secret), ErrorCode.InvalidClient),
        Row("W-10", "a service has a secret too", ClientAuthentication.ConfidentialClientPresentsItsSecret, Of(Sample.Service, null), ErrorCode.InvalidClient),
    ];

    [Theory, MemberData(nameof(Rfc6749_2_3))]
    public void A_client_proves_itself_as_its_type_demands(RuleRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        row.Check();
    }

    [Fact, Trait("Rule", "W-11")]
    public void A_secret_has_256_bits_a_prefix_for_scanners_and_is_kept_as_its_hash_only()
    {
        var (secret, kept) = ClientSecrets.Make(Sample.Now, null);
        Assert.StartsWith("vst_cs_", secret.Reveal(), StringComparison.Ordinal);
        Assert.Equal(32, System.Buffers.Text.Base64Url.DecodeFromChars(secret.Reveal().AsSpan(ClientSecrets.Prefix.Length)).Length);
        Assert.Equal(secret.Hash(), kept.Hash.ToArray());
        Assert.NotEqual(secret.Reveal(), ClientSecrets.Make(Sample.Now, null).Secret.Reveal());
    }

    [Fact, Trait("Rule", "W-46")]
    public void An_unknown_client_is_told_so_before_anything_of_its_secret() => Assert.Contains(
        "No application", ClientAuthentication.InOrder.FirstRefusal(Of(null, New.Secret))!.Description, StringComparison.Ordinal);

    private static ClientAuthentication.Input Of(Client? client, Secret? secret) =>
        new(client, new PresentedClient(client?.Id ?? "nobody", secret, ClientAuthenticationMethod.ClientSecretPost), Sample.Now);

    private static TheoryDataRow<RuleRow> Row(
        string sources, string sentence, Rule<ClientAuthentication.Input> rule, ClientAuthentication.Input input, ErrorCode? expected) =>
        RuleRow.Of(ClientAuthentication.InOrder, sources, sentence, rule, input, expected);
}
