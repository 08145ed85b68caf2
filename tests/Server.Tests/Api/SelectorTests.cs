using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Vestibule.Server.Api;

namespace Server.Tests.Api;

public sealed class SelectorTests
{
    public static TheoryData<string, string> Good => new()
    {
        { "email", "email" },
        { "email,firstName,userType(name)", "email,firstName,userType(name)" },
        { "email, firstName", "email,firstName" },
        { "email%2CfirstName%2clastName", "email,firstName,lastName" },
        { " email , userType ( name , id ) ", "email,userType(id,name)" },
        { "a,,b,", "a,b" },
        { "a,a", "a" },
        { "room(floor(building)),room(name)", "room(floor(building),name)" },
        { "room(name),room", "room" },
        { "a()", "a()" },
        { "a(b(c(d(e))))", "a(b(c(d(e))))" },
    };

    public static TheoryData<string, string> Bad => new()
    {
        { "a(b", "is not closed" },
        { "a)", "closes nothing" },
        { "(a)", "no property name" },
        { "a(b(c(d(e(f)))))", "deeper than 5" },
        { "a b", "lacks a comma" },
        { "a(b)c", "lacks a comma" },
        { "a;b", "lacks a comma" },
        { "a'--", "lacks a comma" },
        { "é", "no property name" },
        { "\0", "no property name" },
    };

    [Theory, MemberData(nameof(Good))]
    public void W_55_reads_selectors(string text, string canonical)
    {
        Assert.True(Selector.TryParse(text, out var selector, out var refusal), refusal);
        Assert.Equal(canonical, selector.ToString());
    }

    [Theory, MemberData(nameof(Bad))]
    public void W_55_refuses_what_is_none(string text, string why)
    {
        Assert.False(Selector.TryParse(text, out _, out var refusal));
        Assert.Contains(why, refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void W_55_a_selector_of_2048_characters_is_read_and_one_more_is_not()
    {
        Assert.True(Selector.TryParse(new string('a', 2048), out _, out _));
        Assert.False(Selector.TryParse(new string('a', 2049), out _, out var refusal));
        Assert.Contains("2048", refusal, StringComparison.Ordinal);
    }

    [Property(MaxTest = 500)]
    public Property Whatever_comes_in_is_read_or_refused_and_reading_again_gives_the_same() => Prop.ForAll<string?>(text =>
        !Selector.TryParse(text ?? "", out var selector, out var refusal) ? !string.IsNullOrEmpty(refusal)
            : Selector.TryParse(selector.ToString(), out var again, out _) && again.ToString() == selector.ToString());

    [Property(MaxTest = 300)]
    public Property Every_name_of_a_list_is_picked_however_it_is_separated()
    {
        var names = Gen.Elements("id", "name", "email", "firstName", "userType", "custom01", "a_b", "x-y").NonEmptyListOf();
        var separators = Gen.Elements(",", ", ", " ,", "%2C", "%2c ", ",,");
        return Prop.ForAll(names.ToArbitrary(), separators.ToArbitrary(), (picked, separator) =>
            Selector.TryParse(string.Join(separator, picked), out var selector, out _)
            && picked.All(selector.Picks) && !selector.Picks("lastName"));
    }

    [Property(MaxTest = 300)]
    public Property Nesting_is_read_to_five_levels_and_no_further() => Prop.ForAll(Gen.Choose(1, 40).ToArbitrary(), depth =>
        Selector.TryParse(string.Concat(Enumerable.Repeat("a(", depth - 1)) + "a" + new string(')', depth - 1), out _, out _) == depth <= 5);

    [Fact]
    public void Attack_74_two_thousand_parentheses_are_no_stack_overflow() =>
        Assert.False(Selector.TryParse(string.Concat(Enumerable.Repeat("a(", 1024)), out _, out _));

    [Fact]
    public void Without_a_selector_everything_is_picked() => Assert.True(Selector.Everything.Picks("anything"));

    [Fact]
    public void Under_a_name_without_parentheses_everything_is_picked()
    {
        Assert.True(Selector.TryParse("userType", out var plain, out _));
        Assert.True(plain.Under("userType").Picks("name"));
        Assert.True(Selector.TryParse("userType(name)", out var nested, out _));
        Assert.False(nested.Under("userType").Picks("dateCreated"));
    }
}
