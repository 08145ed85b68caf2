using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Vestibule.Server.Api;

namespace Server.Tests.Api;

public sealed class RequestTargetTests
{
    [Theory]
    [InlineData("/users/me", true)]
    [InlineData("/users?search=J%C3%B6rg%20%", true)]
    [InlineData("/users?search=%zz%4", true)]
    [InlineData("/users?search=100%25C0", true)]
    [InlineData("/users?search=%00", false)]
    [InlineData("/users?search=%C0%AF", false)]
    [InlineData("/users?search=%ED%A0%80", false)]
    [InlineData("/users?search=%ff", false)]
    [InlineData("/users?search=%C3", false)]
    public void Attack_75_an_address_is_UTF_8_without_NUL(string target, bool text) => Assert.Equal(text, RequestTarget.IsText(target));

    [Property(MaxTest = 500)]
    public Property Whatever_is_escaped_properly_is_text() => Prop.ForAll<NonNull<string>>(value =>
        value.Get.Contains('\0', StringComparison.Ordinal) || RequestTarget.IsText("/" + Uri.EscapeDataString(value.Get)));
}
