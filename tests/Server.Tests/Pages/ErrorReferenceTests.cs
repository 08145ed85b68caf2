using System.Text.RegularExpressions;
using Vestibule.Engine.Outcomes;
using Vestibule.Server.Pages.Errors;

namespace Server.Tests.Pages;

/// <summary><c>error_uri</c> leads somewhere for every code, and what stands there is whole (W-3).</summary>
public sealed class ErrorReferenceTests
{
    public static TheoryData<ErrorCode> Codes => [.. Enum.GetValues<ErrorCode>()];

    [Theory, MemberData(nameof(Codes))]
    public void Every_error_code_has_its_page(ErrorCode code) => Assert.NotNull(ErrorReference.Find(ErrorCodes.NameOf(code)));

    [Fact]
    public void No_page_explains_a_code_that_does_not_exist_and_none_stands_twice()
    {
        var names = Enum.GetValues<ErrorCode>().Select(ErrorCodes.NameOf).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(names, ErrorReference.All.Select(entry => entry.Code).Order(StringComparer.Ordinal));
        Assert.Null(ErrorReference.Find("INVALID_GRANT"));
        Assert.Null(ErrorReference.Find(""));
    }

    [Fact]
    public void Every_text_is_there_and_closes_its_code()
    {
        Assert.All(ErrorReference.All, entry =>
        {
            Assert.NotEmpty(entry.Occurs);
            Assert.NotEmpty(entry.Causes);
            Assert.NotEmpty(entry.Sections);
            var texts = new[] { entry.Summary, entry.Meaning }
                .Concat(entry.Occurs.SelectMany(occurrence => new[] { occurrence.Place, occurrence.Answer }))
                .Concat(entry.Causes.SelectMany(cause => new[] { cause.What, cause.Mend }));
            Assert.All(texts, text =>
            {
                Assert.NotEqual("", text.Trim());
                Assert.True(text.Count(character => character == '`') % 2 == 0, text);
                Assert.DoesNotContain("  ", text, StringComparison.Ordinal);
            });
        });
    }

    [Fact]
    public void Every_section_has_a_link_and_every_rule_is_one_of_the_dialects()
    {
        Assert.All(ErrorReference.All, entry =>
        {
            Assert.All(entry.Sections, section => Assert.Matches("^https://(www\\.rfc-editor\\.org/rfc/rfc\\d+#section-[\\d.]+|openid\\.net/specs/\\S+#\\w+)$", section.Address));
            Assert.Matches(new Regex("^W-\\d{1,2}(, W-\\d{1,2})*$"), entry.Rules);
        });
    }

    [Fact]
    public async Task Words_between_backticks_become_code_and_nothing_else_changes()
    {
        var page = await Rendered.PageAsync<ErrorReferencePage>(new Dictionary<string, object?>
        {
            [nameof(ErrorReferencePage.Explanation)] = ErrorReference.Find("unsupported_response_type"),
        });
        Assert.Equal("The response type is not code.", page.QuerySelector(".lead")!.TextContent);
        Assert.Equal("code", page.QuerySelector(".lead code")!.TextContent);
    }
}
