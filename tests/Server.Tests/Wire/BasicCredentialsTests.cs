using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Vestibule.Server.Http.Wire.Workplace;

namespace Server.Tests.Wire;

[Trait("Rule", "RFC 6749 §2.3.1"), Trait("Rule", "W-11")]
public sealed class BasicCredentialsTests
{
    private static readonly Arbitrary<string> Texts = ArbMap.Default.ArbFor<NonNull<string>>().Generator
        .Select(text => "x" + new string([.. text.Get.Where(character => !char.IsSurrogate(character) && !char.IsControl(character) && character != '\ufffd')])).ToArbitrary();

    [Property(MaxTest = 500)]
    public Property What_was_form_encoded_is_read_as_it_was() => Prop.ForAll(Texts, Texts, (id, secret) =>
    {
        var pair = $"{System.Net.WebUtility.UrlEncode(id)}:{System.Net.WebUtility.UrlEncode(secret)}";
        var read = BasicCredentials.Read("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
        return read?.ClientId == id && read.Value.Secret.Reveal() == secret;
    });

    [Property(MaxTest = 500)]
    public Property Attack_71_No_text_at_all_is_more_than_refused() => Prop.ForAll(
        Gen.OneOf(Texts.Generator, ArbMap.Default.ArbFor<NonNull<string>>().Generator.Select(text => "Basic " + text.Get),
            ArbMap.Default.ArbFor<byte[]>().Generator.Select(bytes => "Basic " + Convert.ToBase64String(bytes ?? []))).ToArbitrary(),
        text => BasicCredentials.Read(text) is null or { ClientId.Length: > 0 });
}
