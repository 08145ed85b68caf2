using System.Globalization;
using Vestibule.Engine.Model.Sites;
using Vestibule.Engine.Model.Subjects;

namespace Vestibule.Server.Commands.UserVerbs;

/// <summary>A user as verbs print it. The id is the API's number (W-53).</summary>
internal sealed record UserView
{
    public required long Id { get; init; }

    public required string UserName { get; init; }

    public required string Email { get; init; }

    public required string FirstName { get; init; }

    public required string LastName { get; init; }

    public required string UserType { get; init; }

    public required bool Admin { get; init; }

    public required bool Enabled { get; init; }

    public required bool HasPassword { get; init; }

    public required string Site { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    internal static UserView Of(Subject subject, Site site, IReadOnlyList<UserType> types)
    {
        var type = types.FirstOrDefault(one => one.Id == subject.UserTypeId);
        return new UserView
        {
            Id = subject.Number,
            UserName = subject.UserName,
            Email = subject.Email,
            FirstName = subject.Profile.FirstName,
            LastName = subject.Profile.LastName,
            UserType = type?.Name ?? "",
            Admin = type?.Administers ?? false,
            Enabled = subject.Enabled,
            HasPassword = subject.PasswordHash is not null,
            Site = site.Url,
            CreatedAt = subject.CreatedAt,
            UpdatedAt = subject.UpdatedAt,
        };
    }

    internal static IEnumerable<string> Lines(UserView user) => TextTable.Facts(
        ("id", user.Id.ToString(CultureInfo.InvariantCulture)),
        ("user name", user.UserName),
        ("e-mail", user.Email),
        ("name", $"{user.FirstName} {user.LastName}".Trim()),
        ("user type", user.UserType),
        ("administers", TextTable.YesNo(user.Admin)),
        ("enabled", TextTable.YesNo(user.Enabled)),
        ("has a password", TextTable.YesNo(user.HasPassword)),
        ("site", user.Site),
        ("created", TextTable.Time(user.CreatedAt)),
        ("updated", TextTable.Time(user.UpdatedAt)));

    internal static IEnumerable<string> Table(UserView[] users) => TextTable.Of(
        ["ID", "USER NAME", "NAME", "E-MAIL", "TYPE", "ENABLED"],
        users.Select(user => new[]
        {
            user.Id.ToString(CultureInfo.InvariantCulture), user.UserName, $"{user.FirstName} {user.LastName}".Trim(), user.Email, user.UserType,
            TextTable.YesNo(user.Enabled),
        }));
}
