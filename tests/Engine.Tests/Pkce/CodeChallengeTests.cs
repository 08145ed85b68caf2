using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Model.Pkce;

namespace Engine.Tests.Pkce;

[Trait("Rule", "W-25")]
public sealed class CodeChallengeTests
{
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    private static readonly Arbitrary<string> Verifiers =
        Gen.Choose(43, 128).SelectMany(length => Gen.ArrayOf(Gen.Elements(Unreserved.ToCharArray()), length)).Select(characters => new string(characters)).ToArbitrary();

    [Fact, Trait("Rule", "RFC 7636 appendix B")]
    public void The_vector_of_the_specification()
    {
        Assert.True(CodeChallenge.Matches(new Secret(Sample.Verifier), CodeChallenge.Parse(Sample.Challenge)));
        Assert.Equal(
            [19, 211, 30, 150, 26, 26, 216, 236, 47, 22, 177, 12, 76, 152, 46, 8, 118, 168, 120, 173, 109, 241, 68, 86, 110, 225, 137, 74, 203, 112, 249, 195],
            CodeChallenge.Parse(Sample.Challenge));
    }

    [Property, Trait("Rule", "RFC 7636 §4.6")]
    public Property A_verifier_matches_its_own_challenge_and_no_other() => Prop.ForAll(Verifiers, Verifiers, (one, other) =>
        CodeChallenge.Matches(new Secret(one), new Secret(one).Hash()) && CodeChallenge.Matches(new Secret(one), new Secret(other).Hash()) == (one == other));

    [Theory, Trait("Rule", "RFC 7636 §4.1")]
    [InlineData(42, false)]
    [InlineData(43, true)]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void A_verifier_has_43_to_128_characters(int length, bool accepted) => Assert.Equal(accepted, CodeChallenge.IsVerifier(new string('v', length)));

    [Theory, Trait("Rule", "RFC 7636 §4.1")]
    [InlineData('+')]
    [InlineData('/')]
    [InlineData('=')]
    [InlineData(' ')]
    [InlineData('%')]
    [InlineData('é')]
    [InlineData('\0')]
    public void A_verifier_has_unreserved_characters_only(char character) => Assert.False(CodeChallenge.IsVerifier(new string('v', 42) + character));

    [Fact, Trait("Rule", "RFC 7636 §4.2")]
    public void A_challenge_has_one_spelling()
    {
        // The last character of 43 carries two spare bits, which must be 0.
        Assert.NotNull(CodeChallenge.Parse(new string('A', 43)));
        Assert.Null(CodeChallenge.Parse(new string('A', 42) + "B"));
        Assert.Null(CodeChallenge.Parse(new string('A', 42) + " "));
        Assert.Null(CodeChallenge.Parse(new string('A', 42)));
        Assert.Null(CodeChallenge.Parse(new string('A', 44)));
        Assert.Null(CodeChallenge.Parse(""));
    }
}
