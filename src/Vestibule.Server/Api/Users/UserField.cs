using Vestibule.Engine.Model.Subjects;

namespace Vestibule.Server.Api.Users;

/// <summary>A text of the user object that can be written (W-53).</summary>
/// <param name="Name">Its member name.</param>
/// <param name="MaximumLength">The most characters.</param>
/// <param name="Read">Its value of a person.</param>
/// <param name="Write">The person with another value.</param>
internal sealed record UserField(string Name, int MaximumLength, Func<Subject, string?> Read, Func<Subject, string?, Subject> Write)
{
    /// <summary>Whether everybody may see it of others (W-87).</summary>
    internal bool Public { get; init; }

    /// <summary>Whether a person must have it.</summary>
    internal bool Required { get; init; }

    /// <summary>Whether it may hold line breaks.</summary>
    internal bool Multiline { get; init; }
}
