using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Vestibule.Engine.Model.Scopes;

namespace Engine.Tests.Scopes;

[Trait("Rule", "RFC 6749 §3.3"), Trait("Rule", "W-26")]
public sealed class ScopeSetTests
{
    private static readonly Gen<string> Token =
        Gen.NonEmptyListOf(Gen.Choose(0x21, 0x7e).Select(code => (char)code).Where(character => character is not ('"' or '\\')))
            .Select(characters => new string([.. characters])).Resize(12);

    private static readonly Arbitrary<string> Texts = Gen.OneOf(
        Gen.ListOf(Token).Select(tokens => string.Join(' ', tokens)),
        Gen.ListOf(Gen.OneOf(Token, Gen.Elements("", " ", "a", "b", "\t", "\"", "é"))).Select(tokens => string.Join(' ', tokens))).ToArbitrary();

    [Property]
    public Property A_scope_that_was_printed_is_read_as_itself() => Prop.ForAll(Texts, text =>
    {
        if (!ScopeSet.TryParse(text, out var scope)) return true;
        return ScopeSet.TryParse(scope.ToString(), out var again) && again.Tokens.SequenceEqual(scope.Tokens) && again.ToString() == scope.ToString();
    });

    [Property]
    public Property Reading_is_idempotent_and_leaves_no_repetition_and_no_stray_blank() => Prop.ForAll(Texts, text =>
        !ScopeSet.TryParse(text, out var scope)
        || (scope.Tokens.Distinct().Count() == scope.Tokens.Length && scope.ToString() == string.Join(' ', scope.Tokens) && scope.ToString().Trim() == scope.ToString()));

    [Property]
    public Property Only_the_characters_of_the_grammar_are_taken() => Prop.ForAll(Texts, text =>
        ScopeSet.TryParse(text, out _) == (text.Length <= 1000 && text.All(character => character == ' ' || ScopeSet.IsToken([character]))
            && text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().Count() <= 100));

    [Property]
    public Property Within_is_an_order_and_the_same_is_both_ways() => Prop.ForAll(Texts, Texts, (a, b) =>
        !ScopeSet.TryParse(a, out var one) || !ScopeSet.TryParse(b, out var other)
        || (one.IsWithin(one) && one.SameAs(one) && one.SameAs(other) == (one.IsWithin(other) && other.IsWithin(one)) && ScopeSet.Empty.IsWithin(one)));

    [Theory]
    [InlineData("email")]
    [InlineData("email email")]
    [InlineData(" email  ")]
    [InlineData("!#[]^_`{|}~")]
    [InlineData("")]
    [InlineData("   ")]
    public void A_scope(string text) => Assert.True(ScopeSet.TryParse(text, out _), text);

    [Theory]
    [InlineData("e\"mail")]
    [InlineData("e\\mail")]
    [InlineData("e\tmail")]
    [InlineData("e\nmail")]
    [InlineData("email\u0000")]
    [InlineData("é")]
    [InlineData("email\u007f")]
    [InlineData("email\u00a0profile")]
    public void No_scope(string text) => Assert.False(ScopeSet.TryParse(text, out _), text);

    [Fact, Trait("Rule", "W-82")]
    public void Attack_70_A_scope_has_at_most_1000_characters_and_100_tokens()
    {
        Assert.True(ScopeSet.TryParse(new string('s', 1000), out _));
        Assert.False(ScopeSet.TryParse(new string('s', 1001), out _));
        Assert.True(ScopeSet.TryParse(Numbered(100), out _));
        Assert.False(ScopeSet.TryParse(Numbered(101), out _));
        Assert.False(ScopeSet.TryParse(new string(' ', 1001), out _));
    }

    private static string Numbered(int count) => string.Join(' ', Enumerable.Range(0, count));
}
