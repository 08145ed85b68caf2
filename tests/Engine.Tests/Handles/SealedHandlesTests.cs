using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Model.Sites;

namespace Engine.Tests.Handles;

public sealed class SealedHandlesTests
{
    private static readonly SealedHandles Handles = new(new TestSealer());

    private static readonly HandleKind[] Kinds = Enum.GetValues<HandleKind>();

    private static readonly string Sealed = Handles.Seal(Sample.SiteId, Sample.AccessToken).Reveal();

    [Property]
    public void What_was_sealed_opens_for_its_site_and_kind(byte[] contents)
    {
        foreach (var kind in Kinds)
        {
            var handle = Handles.SealRaw(Sample.SiteId, kind, contents ?? []);
            Assert.StartsWith(HandlePrefix.Of(kind), handle.Reveal(), StringComparison.Ordinal);
            Assert.Equal(contents ?? [], Handles.OpenRaw(Sample.SiteId, kind, handle));
        }
    }

    [Fact]
    public void An_authentic_handle_of_a_later_version_is_one_that_nobody_knows()
    {
        Assert.Null(Handles.OpenAccessToken(Sample.SiteId, Handles.SealRaw(Sample.SiteId, HandleKind.AccessToken, [2, 0])));
        Assert.Null(Handles.OpenRefreshToken(Sample.SiteId, Handles.SealRaw(Sample.SiteId, HandleKind.RefreshToken, [2, 0])));
        Assert.Null(Handles.OpenSessionCookie(Sample.SiteId, Handles.SealRaw(Sample.SiteId, HandleKind.SessionCookie, [2, 0])));
    }

    [Fact, Trait("Rule", "W-42")]
    public void Attack_04_No_kind_of_handle_is_taken_for_another_not_even_under_its_prefix()
    {
        foreach (var made in Kinds)
        {
            var handle = Handles.SealRaw(Sample.SiteId, made, [1, 2, 3]).Reveal();
            foreach (var asked in Kinds.Where(kind => kind != made))
            {
                Assert.Null(Handles.OpenRaw(Sample.SiteId, asked, new Secret(handle)));
                Assert.Null(Handles.OpenRaw(Sample.SiteId, asked, new Secret(HandlePrefix.Of(asked) + handle[7..])));
            }
        }
    }

    [Fact, Trait("Rule", "W-42")]
    public void No_handle_of_one_site_opens_at_another() =>
        Assert.Null(Handles.OpenAccessToken(new SiteId(Sample.Number(99)), new Secret(Sealed)));

    [Fact, Trait("Rule", "W-52")]
    public void Attack_20_A_handle_cut_short_anywhere_does_not_open()
    {
        for (var length = 0; length < Sealed.Length; length++) Assert.Null(Handles.OpenAccessToken(Sample.SiteId, new Secret(Sealed[..length])));
    }

    [Fact, Trait("Rule", "W-52")]
    public void Attack_20_A_handle_with_any_bit_flipped_does_not_open()
    {
        var box = System.Buffers.Text.Base64Url.DecodeFromChars(Sealed.AsSpan(7));
        for (var bit = 0; bit < box.Length * 8; bit++)
        {
            var flipped = (byte[])box.Clone();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Null(Handles.OpenAccessToken(Sample.SiteId, new Secret(Sealed[..7] + System.Buffers.Text.Base64Url.EncodeToString(flipped))));
        }
    }

    [Property(MaxTest = 5000), Trait("Rule", "W-52")]
    public Property Attack_20_A_handle_with_a_character_changed_added_or_taken_away_does_not_open() => Prop.ForAll(
        (from at in Gen.Choose(0, Sealed.Length - 1)
         from kind in Gen.Choose(0, 2)
         from character in Gen.OneOf(Gen.Elements('A', 'B', 'Q', 'w', '-', '_', '=', '+', '/', ' ', '\n', '\t', '%'), Gen.Choose(0, 0xffff).Select(code => (char)code))
         select kind switch { 0 => Sealed.Remove(at, 1), 1 => Sealed.Insert(at, character.ToString()), _ => Sealed.Remove(at, 1).Insert(at, character.ToString()) })
        .Where(mutated => mutated != Sealed).ToArbitrary(),
        mutated => Handles.OpenAccessToken(Sample.SiteId, new Secret(mutated)) is null);

    [Fact, Trait("Rule", "W-52")]
    public void Attack_20_The_spare_bits_of_the_last_character_make_no_second_spelling()
    {
        // Contents of 1 and 2 bytes leave 4 and 2 bits over; of 3 none.
        for (var size = 0; size < 3; size++)
        {
            var handle = Handles.SealRaw(Sample.SiteId, HandleKind.AccessToken, new byte[size]).Reveal();
            var opening = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".Count(last =>
                Handles.OpenRaw(Sample.SiteId, HandleKind.AccessToken, new Secret(handle[..^1] + last)) is not null);
            Assert.Equal(1, opening);
        }
    }

    [Property]
    public void No_text_at_all_makes_opening_fail_in_another_way(string text)
    {
        foreach (var kind in Kinds)
        {
            Assert.Null(Handles.OpenRaw(Sample.SiteId, kind, new Secret(text ?? "")));
            Assert.Null(Handles.OpenRaw(Sample.SiteId, kind, new Secret(HandlePrefix.Of(kind) + text)));
        }
    }

    [Fact, Trait("Rule", "W-6"), Trait("Rule", "W-52")]
    public void A_handle_over_8192_characters_is_not_looked_at()
    {
        var largest = new byte[6100];
        var handle = Handles.SealRaw(Sample.SiteId, HandleKind.AccessToken, largest);
        Assert.InRange(handle.Length, 8100, SealedHandles.MaximumLength);
        Assert.NotNull(Handles.OpenRaw(Sample.SiteId, HandleKind.AccessToken, handle));
        Assert.Null(Handles.OpenRaw(Sample.SiteId, HandleKind.AccessToken, Handles.SealRaw(Sample.SiteId, HandleKind.AccessToken, new byte[6200])));
    }

    [Fact]
    public void A_default_secret_opens_nothing() => Assert.Null(Handles.OpenRefreshToken(Sample.SiteId, default));

    [Fact]
    public void All_prefixes_are_different_and_of_one_length()
    {
        var prefixes = Kinds.Select(HandlePrefix.Of).ToArray();
        Assert.Distinct(prefixes);
        Assert.All(prefixes, prefix => Assert.Equal(7, prefix.Length));
    }
}
