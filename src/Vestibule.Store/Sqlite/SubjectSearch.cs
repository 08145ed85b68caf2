using System.Text;
using Vestibule.Engine.Model.Sites;
using Vestibule.Engine.Model.Subjects;

namespace Vestibule.Store.Sqlite;

/// <summary>Lists of people. The text of the statement is put together from constants only; every value is a parameter.</summary>
internal static class SubjectSearch
{
    internal static IReadOnlyList<Subject> List(SqliteLine line, SiteId site, SubjectQuery query)
    {
        var direction = query.Descending ? "DESC" : "ASC";
        var sql = $"SELECT {SubjectRow.Columns} FROM users WHERE {Conditions(query)} ORDER BY {Column(query.OrderBy)} {direction}, number {direction} "
            + "LIMIT @limit OFFSET @start";
        using var statement = Bind(line.UseOnce(sql), site, query)
            .Bind("@limit", Math.Clamp(query.Limit, 0, 500)).Bind("@start", Math.Max(query.StartAt, 0));
        return statement.All(SubjectRow.Read);
    }

    internal static long Count(SqliteLine line, SiteId site, SubjectQuery query)
    {
        using var statement = Bind(line.UseOnce($"SELECT count(*) FROM users WHERE {Conditions(query)}"), site, query);
        return statement.Step() ? statement.Number(0) : 0;
    }

    private static string Conditions(SubjectQuery query)
    {
        var sql = new StringBuilder("site_id = @site");
        if (Searches(query))
        {
            sql.Append(@" AND (first_name_key LIKE @search ESCAPE '\' OR last_name_key LIKE @search ESCAPE '\'")
                .Append(@" OR email_key LIKE @search ESCAPE '\'").Append(query.SearchEmployeeIds ? @" OR employee_id_key LIKE @search ESCAPE '\')" : ")");
        }

        if (query.UserTypeId is not null) sql.Append(" AND user_type = @type");
        if (query.SiteAdmin is not null)
        {
            sql.Append(" AND user_type IN (SELECT number FROM user_types WHERE site_id = @site AND administers = @administers)");
        }

        if (query.ModifiedOrCreatedAfter is not null) sql.Append(" AND (updated_at > @after OR created_at > @after)");
        if (query.CreatedBefore is not null) sql.Append(" AND created_at < @before");
        return sql.ToString();
    }

    private static SqliteStatement Bind(SqliteStatement statement, SiteId site, SubjectQuery query)
    {
        statement.Bind("@site", site.Value);
        if (Searches(query)) statement.Bind("@search", TextKey.Anywhere(query.Search!));
        if (query.UserTypeId is { } type) statement.Bind("@type", type);
        if (query.SiteAdmin is { } administers) statement.Bind("@administers", administers);
        if (query.ModifiedOrCreatedAfter is { } after) statement.Bind("@after", after);
        if (query.CreatedBefore is { } before) statement.Bind("@before", before);
        return statement;
    }

    private static bool Searches(SubjectQuery query) => !string.IsNullOrEmpty(query.Search);

    private static string Column(SubjectOrder order) => order switch
    {
        SubjectOrder.UserName => "user_name_key",
        SubjectOrder.FirstName => "first_name_key",
        SubjectOrder.LastName => "last_name_key",
        SubjectOrder.Email => "email_key",
        SubjectOrder.EmployeeId => "employee_id_key",
        SubjectOrder.DateCreated => "created_at",
        SubjectOrder.DateUpdated => "updated_at",
        _ => "number",
    };
}
