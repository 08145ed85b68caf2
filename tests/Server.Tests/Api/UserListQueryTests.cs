using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Vestibule.Engine.Model.Subjects;
using Vestibule.Server.Api.Answers;
using Vestibule.Server.Api.Users;

namespace Server.Tests.Api;

public sealed class UserListQueryTests
{
    public static TheoryData<string, string> Refused => new()
    {
        { "limit=0", "limit" },
        { "limit=501", "limit" },
        { "limit=-1", "limit" },
        { "limit=+5", "limit" },
        { "limit=5.0", "limit" },
        { "limit=0x10", "limit" },
        { "limit=", "limit" },
        { "limit=abc", "limit" },
        { "limit=99999999999999999999999", "limit" },
        { "limit=%00", "limit" },
        { "limit=5&limit=6", "limit" },
        { "startAt=-1", "startAt" },
        { "startAt=9007199254740992", "startAt" },
        { "startAt='10'%2B1", "startAt" },
        { "orderBy=", "orderBy" },
        { "orderBy=password", "orderBy" },
        { "orderBy=passwordHash", "orderBy" },
        { "orderBy=id;drop table users", "orderBy" },
        { "orderBy=id desc", "orderBy" },
        { "orderBy=ID", "orderBy" },
        { "orderByType=ascending", "orderByType" },
        { "userTypeId=one", "userTypeId" },
        { "siteAdmin=1", "siteAdmin" },
        { "siteAdmin=TRUE", "siteAdmin" },
        { "modifiedOrCreatedAfter=2026-01-01", "modifiedOrCreatedAfter" },
        { "modifiedOrCreatedAfter=9007199254740991", "modifiedOrCreatedAfter" },
        { "createdBefore=-1", "createdBefore" },
        { "search=%00", "search" },
        { "search=%0A", "search" },
        { "search=%EF%BF%BD", "search" },
        { "search=" + new string('a', 201), "search" },
    };

    [Theory, MemberData(nameof(Refused))]
    public void Attack_76_and_68_a_parameter_that_does_not_fit_is_refused_by_name(string query, string name) => RefusesByName(query, name);

    [Fact]
    public void W_54_the_defaults_are_the_first_50_by_id() => Assert.Equal(
        new SubjectQuery { Limit = 50, StartAt = 0, OrderBy = SubjectOrder.Id, Descending = false }, Read("").Value);

    [Fact]
    public void W_54_reads_every_parameter() => Assert.Equal(
        new SubjectQuery
        {
            Search = "o'ne %",
            Limit = 500,
            StartAt = 1000,
            OrderBy = SubjectOrder.LastName,
            Descending = true,
            UserTypeId = 2,
            SiteAdmin = false,
            ModifiedOrCreatedAfter = DateTimeOffset.FromUnixTimeMilliseconds(1382483811150),
            CreatedBefore = DateTimeOffset.FromUnixTimeMilliseconds(0),
        },
        Read("search=+o'ne+%25+&limit=500&startAt=1000&orderBy=lastName&orderByType=desc&userTypeId=2&siteAdmin=false"
            + "&modifiedOrCreatedAfter=1382483811150&createdBefore=0&centerId=7&hasRoom=true").Value);

    [Theory, InlineData("search="), InlineData("search=++"), InlineData("unknown=1")]
    public void An_empty_search_and_unknown_parameters_mean_nothing(string query) => Assert.Equal(new SubjectQuery(), Read(query).Value);

    [Fact]
    public void Every_order_of_the_model_has_its_name() =>
        Assert.Equal(Enum.GetValues<SubjectOrder>().Order(), UserListQuery.Orders.Select(order => order.Order).Order());

    [Property(MaxTest = 500)]
    public Property Attack_68_whatever_stands_in_a_parameter_gives_a_query_within_its_limits_or_a_refusal() =>
        Prop.ForAll(Gen.Elements(UserListQuery.Known).ToArbitrary(), ArbMap.Default.ArbFor<string?>(), (name, value) =>
            Read(QueryHelpers.AddQueryString("", name, value ?? "").TrimStart('?')) is var read
            && (!read.Succeeded ? read.Error.Status == 400 && read.Error.Description.Contains(name, StringComparison.Ordinal)
                : read.Value.Limit is >= 1 and <= 500 && read.Value.StartAt >= 0 && Enum.IsDefined(read.Value.OrderBy)
                    && read.Value.Search is null or { Length: > 0 and <= 200 }));

    private static void RefusesByName(string query, string name)
    {
        var read = Read(query);
        Assert.False(read.Succeeded, query);
        Assert.Equal(400, read.Error.Status);
        Assert.Contains($"The parameter {name} ", read.Error.Description, StringComparison.Ordinal);
    }

    private static ApiOutcome<SubjectQuery> Read(string query) => UserListQuery.Read(new QueryCollection(QueryHelpers.ParseQuery(query)));
}
