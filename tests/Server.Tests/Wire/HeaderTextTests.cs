using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Vestibule.Server.Http.Wire.Workplace;

namespace Server.Tests.Wire;

[Trait("Rule", "W-6")]
public sealed class HeaderTextTests
{
    private static readonly Arbitrary<byte[]> Bytes = Gen.OneOf(
        ArbMap.Default.ArbFor<byte[]>().Generator.Select(bytes => bytes ?? []),
        ArbMap.Default.ArbFor<NonNull<string>>().Generator.Select(text => Encoding.UTF8.GetBytes(text.Get)),
        Gen.ListOf(Gen.Elements<byte>(0xc3, 0xa9, 0xe9, 0xff, 0xed, 0xa0, 0x80, 0xf4, 0x90, 0xc0, 0xaf, 0x41)).Select(bytes => bytes.ToArray())).ToArbitrary();

    [Property(MaxTest = 500)]
    public Property Text_that_was_sent_as_UTF8_is_read_as_itself(NonNull<string> sent)
    {
        ArgumentNullException.ThrowIfNull(sent);
        var text = new string([.. sent.Get.Where(character => !char.IsSurrogate(character))]);
        return (HeaderText.Decode(AsServerReads(Encoding.UTF8.GetBytes(text))) == text).ToProperty();
    }

    [Property(MaxTest = 500)]
    public Property Bytes_are_UTF8_where_they_are_and_Latin1_else() => Prop.ForAll(Bytes, bytes => HeaderText.Decode(AsServerReads(bytes)) == Expected(bytes));

    [Theory]
    [InlineData("é", new byte[] { 0xc3, 0xa9 })]
    [InlineData("é", new byte[] { 0xe9 })]
    [InlineData("Jürgen", new byte[] { 0x4a, 0xfc, 0x72, 0x67, 0x65, 0x6e })]
    [InlineData("🚪", new byte[] { 0xf0, 0x9f, 0x9a, 0xaa })]
    [InlineData("À¯", new byte[] { 0xc0, 0xaf })]
    [InlineData("í\u00a0\u0080", new byte[] { 0xed, 0xa0, 0x80 })]
    public void Raw_UTF8_and_raw_Latin1_are_both_understood(string text, byte[] sent) => Assert.Equal(text, HeaderText.Decode(AsServerReads(sent)));

    [Property(MaxTest = 500)]
    public Property Attack_75_Broken_text_and_control_characters_are_refused_and_nothing_else(NonNull<string> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var text = value.Get;
        var broken = text.EnumerateRunes().Any(rune => Rune.IsControl(rune) || rune.Value == 0xfffd);
        return ((HeaderText.Refuses("x-scope", text, HeaderText.MaximumLength) is not null) == (broken || text.Length > HeaderText.MaximumLength)).ToProperty();
    }

    [Theory]
    [InlineData("\0")]
    [InlineData("a\tb")]
    [InlineData("a\u007f")]
    [InlineData("a\u0085")]
    [InlineData("\ufffd")]
    [InlineData("a\ud800")]
    [InlineData("\udc00b")]
    public void Attack_75_NUL_and_half_a_surrogate_pair_are_no_text(string value) => Assert.NotNull(HeaderText.Refuses("x-scope", value, 2048));

    [Fact, Trait("Rule", "W-85")]
    public void Limits_count_characters_after_decoding()
    {
        var sent = AsServerReads(Encoding.UTF8.GetBytes(new string('é', HeaderText.MaximumLength)));
        Assert.Equal(2 * HeaderText.MaximumLength, sent.Length);
        Assert.Null(HeaderText.Refuses("x-scope", HeaderText.Decode(sent), HeaderText.MaximumLength));
        Assert.NotNull(HeaderText.Refuses("x-scope", HeaderText.Decode(sent) + "x", HeaderText.MaximumLength));
    }

    [Property]
    public Property A_refusal_never_quotes_the_value(NonNull<string> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var told = HeaderText.Refuses("x-auth-password", "hunter2\0" + value.Get, 2048)!.Description;
        return (!told.Contains("hunter2", StringComparison.Ordinal)).ToProperty();
    }

    /// <summary>The server makes one character of each byte.</summary>
    private static string AsServerReads(byte[] bytes) => Encoding.Latin1.GetString(bytes);

    private static string Expected(byte[] bytes)
    {
        // Written down once more through the bytes, not through an exception: what survives the way there and back was UTF-8.
        var text = Encoding.UTF8.GetString(bytes);
        return Encoding.UTF8.GetBytes(text).AsSpan().SequenceEqual(bytes) ? text : Encoding.Latin1.GetString(bytes);
    }
}
