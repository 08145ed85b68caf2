using System.Text.Json;
using Vestibule.Engine.Model.Handles;

namespace Engine.Tests.Handles;

public sealed class SecretTests
{
    private const string Plaintext = "correct horse battery staple";

    [Fact]
    public void A_secret_prints_formats_and_serializes_as_nothing()
    {
        var secret = new Secret(Plaintext);
        Assert.DoesNotContain("horse", $"{secret} {new { secret }}", StringComparison.Ordinal);
        Assert.DoesNotContain("horse", JsonSerializer.Serialize(secret), StringComparison.Ordinal);
        Assert.Equal(new Secret("x").GetHashCode(), secret.GetHashCode());
    }

    [Fact]
    public void Attack_78_Secrets_are_compared_in_fixed_time_and_have_no_operator_that_looks_like_another_comparison()
    {
        Assert.Null(typeof(Secret).GetMethod("op_Equality"));
        Assert.True(new Secret(Plaintext).Equals(new Secret(Plaintext)));
        Assert.False(new Secret(Plaintext).Equals(new Secret(Plaintext + "x")));
        Assert.False(new Secret(Plaintext).Equals((object)Plaintext));
        Assert.True(default(Secret).Equals(new Secret("")));
    }
}
