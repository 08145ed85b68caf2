using Vestibule.Engine.Model.Sites;

namespace Engine.Tests.Sites;

[Trait("Rule", "S-2"), Trait("Rule", "S-6")]
public sealed class SiteRegistrationTests
{
    public static TheoryData<string, Site> Faults => new()
    {
        { "name", Sample.Site with { Name = "" } },
        { "name", Sample.Site with { Name = "a\u0007b" } },
        { "name", Sample.Site with { Name = new string('n', 201) } },
        { "https", Sample.Site with { Url = "http://login.example.com" } },
        { "user part", Sample.Site with { Url = "https://admin@login.example.com" } },
        { "255", Sample.Site with { Url = $"https://{string.Join('.', Enumerable.Repeat(new string('a', 60), 5))}" } },
        { "#rrggbb", Sample.Site with { AccentColor = "red" } },
        { "#rrggbb", Sample.Site with { AccentColor = "#12345g" } },
        { "#rrggbb", Sample.Site with { AccentColor = "" } },
        { "origin", Sample.Site with { AllowedOrigins = ["https://a.example/"] } },
        { "At most 100", Sample.Site with { AllowedOrigins = [.. Enumerable.Range(0, 101).Select(n => $"https://a{n}.example")] } },
        { "absolute", Sample.Site with { SessionAbsolute = TimeSpan.FromDays(367) } },
        { "idle", Sample.Site with { SessionIdle = TimeSpan.FromSeconds(59) } },
        { "idle", Sample.Site with { SessionIdle = TimeSpan.FromDays(31) } },
    };

    [Theory, MemberData(nameof(Faults))]
    public void A_fault_is_told_by_name(string words, Site site) =>
        Assert.Contains(words, Assert.Single(SiteRegistration.Problems(site)), StringComparison.Ordinal);

    [Fact]
    public void A_site_with_the_usual_settings_has_no_fault() =>
        Assert.Empty(SiteRegistration.Problems(NewSite.For("Example", "https://login.example.com", Sample.Now)));
}
