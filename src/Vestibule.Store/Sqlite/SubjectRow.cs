using Vestibule.Engine.Model.Sites;
using Vestibule.Engine.Model.Subjects;

namespace Vestibule.Store.Sqlite;

/// <summary>A person's columns.</summary>
internal static class SubjectRow
{
    internal const string Columns = """
        site_id, user_id, number, user_name, email, password_hash, enabled, epoch, version, user_type, created_at, updated_at,
        first_name, last_name, phone, mobile, extension, job_title, department, company, employee_id, known_as, floor_warden,
        special_needs, comments, custom
        """;

    internal const string Insert = """
        INSERT INTO users (site_id, user_id, enabled, epoch, version, number, user_type, user_name, user_name_key, email, email_key, password_hash,
          first_name, first_name_key, last_name, last_name_key, employee_id, employee_id_key, phone, mobile, extension, job_title, department, company,
          known_as, floor_warden, special_needs, comments, custom, created_at, updated_at)
        VALUES (@site, @user, @enabled, @epoch, 1, @number, @type, @name, @nameKey, @email, @emailKey, @password, @first, @firstKey, @last, @lastKey,
          @employee, @employeeKey, @phone, @mobile, @extension, @job, @department, @company, @knownAs, @warden, @needs, @comments, @custom, @created,
          @updated)
        """ + " RETURNING " + Columns;

    /// <summary>Lifts the epoch when asked to, and always when the person stops being enabled.</summary>
    internal const string Update = """
        UPDATE users SET enabled = @enabled, epoch = epoch + (CASE WHEN @end OR (enabled AND NOT @enabled) THEN 1 ELSE 0 END), version = version + 1,
          user_type = @type, user_name = @name, user_name_key = @nameKey, email = @email, email_key = @emailKey, password_hash = @password,
          first_name = @first, first_name_key = @firstKey, last_name = @last, last_name_key = @lastKey, employee_id = @employee,
          employee_id_key = @employeeKey, phone = @phone, mobile = @mobile, extension = @extension, job_title = @job, department = @department,
          company = @company, known_as = @knownAs, floor_warden = @warden, special_needs = @needs, comments = @comments, custom = @custom,
          updated_at = @updated
        WHERE site_id = @site AND user_id = @user AND version = @version
        """ + " RETURNING " + Columns;

    /// <summary>Binds what adding and updating have in common.</summary>
    internal static SqliteStatement Bind(SqliteStatement statement, Subject subject)
    {
        var profile = subject.Profile;
        return statement
            .Bind("@site", subject.Site.Value).Bind("@user", subject.Id.Value).Bind("@enabled", subject.Enabled).Bind("@type", subject.UserTypeId)
            .Bind("@name", subject.UserName).Bind("@nameKey", TextKey.Of(subject.UserName))
            .Bind("@email", subject.Email).Bind("@emailKey", TextKey.Of(subject.Email)).Bind("@password", subject.PasswordHash)
            .Bind("@first", profile.FirstName).Bind("@firstKey", TextKey.Of(profile.FirstName))
            .Bind("@last", profile.LastName).Bind("@lastKey", TextKey.Of(profile.LastName))
            .Bind("@employee", profile.EmployeeId).Bind("@employeeKey", TextKey.Of(profile.EmployeeId))
            .Bind("@phone", profile.Phone).Bind("@mobile", profile.Mobile).Bind("@extension", profile.Extension).Bind("@job", profile.JobTitle)
            .Bind("@department", profile.Department).Bind("@company", profile.Company).Bind("@knownAs", profile.KnownAs)
            .Bind("@warden", profile.FloorWarden).Bind("@needs", profile.SpecialNeeds).Bind("@comments", profile.Comments)
            .Bind("@custom", StoreJson.WriteSparse(profile.Custom));
    }

    internal static Subject Read(SqliteStatement row) => Read(row, 0);

    /// <summary>Reads a person whose columns begin at <paramref name="at"/>.</summary>
    internal static Subject Read(SqliteStatement row, int at) => new()
    {
        Site = new SiteId(row.Id(at)),
        Id = new SubjectId(row.Id(at + 1)),
        Number = row.Number(at + 2),
        UserName = row.Text(at + 3),
        Email = row.Text(at + 4),
        PasswordHash = row.TextOrNull(at + 5),
        Enabled = row.Flag(at + 6),
        Epoch = row.Small(at + 7),
        Version = row.Number(at + 8),
        UserTypeId = row.Number(at + 9),
        CreatedAt = row.Time(at + 10),
        UpdatedAt = row.Time(at + 11),
        Profile = ReadProfile(row, at + 12),
    };

    private static SubjectProfile ReadProfile(SqliteStatement row, int at) => new()
    {
        FirstName = row.Text(at),
        LastName = row.Text(at + 1),
        Phone = row.TextOrNull(at + 2),
        Mobile = row.TextOrNull(at + 3),
        Extension = row.TextOrNull(at + 4),
        JobTitle = row.TextOrNull(at + 5),
        Department = row.TextOrNull(at + 6),
        Company = row.TextOrNull(at + 7),
        EmployeeId = row.TextOrNull(at + 8),
        KnownAs = row.TextOrNull(at + 9),
        FloorWarden = row.Flag(at + 10),
        SpecialNeeds = row.Flag(at + 11),
        Comments = row.TextOrNull(at + 12),
        Custom = StoreJson.ReadSparse(row.Text(at + 13)),
    };
}
