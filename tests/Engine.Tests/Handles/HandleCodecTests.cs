using FsCheck.Xunit;
using Vestibule.Engine.Model.Handles;

namespace Engine.Tests.Handles;

[Properties(Arbitrary = [typeof(HandleArbitraries)], MaxTest = 300)]
public sealed class HandleCodecTests
{
    [Property]
    public void A_code_survives_the_binary_form(AuthorizationCode code)
    {
        ArgumentNullException.ThrowIfNull(code);
        var read = HandleCodec.ReadAuthorizationCode(HandleCodec.Write(code));
        AssertSame(code.RedirectUriHash, read.RedirectUriHash);
        AssertSame(code.CodeChallenge, read.CodeChallenge);
        AssertSame(code.KeyThumbprint, read.KeyThumbprint);
        Assert.Equal(code.Resources, read.Resources);
        Assert.Equal(code, read with { RedirectUriHash = code.RedirectUriHash, CodeChallenge = code.CodeChallenge, KeyThumbprint = code.KeyThumbprint, Resources = code.Resources });
    }

    [Property]
    public void A_refresh_token_survives_the_binary_form(RefreshToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        var read = HandleCodec.ReadRefreshToken(HandleCodec.Write(token));
        AssertSame(token.RedirectUriHash, read.RedirectUriHash);
        AssertSame(token.KeyThumbprint, read.KeyThumbprint);
        Assert.Equal(token.Resources, read.Resources);
        Assert.Equal(token, read with { RedirectUriHash = token.RedirectUriHash, KeyThumbprint = token.KeyThumbprint, Resources = token.Resources });
    }

    [Property]
    public void An_access_token_survives_the_binary_form(AccessToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        var read = HandleCodec.ReadAccessToken(HandleCodec.Write(token));
        AssertSame(token.KeyThumbprint, read.KeyThumbprint);
        Assert.Equal(token.Resources, read.Resources);
        Assert.Equal(token, read with { KeyThumbprint = token.KeyThumbprint, Resources = token.Resources });
    }

    [Property]
    public void A_session_cookie_survives_the_binary_form(SessionCookie cookie) =>
        Assert.Equal(cookie, HandleCodec.ReadSessionCookie(HandleCodec.Write(cookie)));

    [Property]
    public void Contents_that_are_cut_short_or_go_on_are_a_format_error_and_nothing_worse(AccessToken token, byte more)
    {
        var contents = HandleCodec.Write(token);
        for (var length = 0; length < contents.Length; length++)
        {
            Assert.Throws<FormatException>(() => HandleCodec.ReadAccessToken(contents.AsSpan(0, length)));
        }

        Assert.Throws<FormatException>(() => HandleCodec.ReadAccessToken([.. contents, more]));
    }

    [Fact]
    public void Contents_of_another_version_are_a_format_error() =>
        Assert.Throws<FormatException>(() => HandleCodec.ReadRefreshToken([2, .. HandleCodec.Write(Sample.RefreshToken).AsSpan(1)]));

    private static void AssertSame(ReadOnlyMemory<byte>? expected, ReadOnlyMemory<byte>? actual) => Assert.Equal(expected?.ToArray(), actual?.ToArray());
}
