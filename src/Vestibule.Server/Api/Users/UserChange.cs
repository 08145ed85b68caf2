using System.Collections.Immutable;
using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Model.Subjects;

namespace Vestibule.Server.Api.Users;

/// <summary>What a body asks to be set of a person: the writable fields that it holds, and nothing else (attack 60).</summary>
internal sealed record UserChange
{
    /// <summary>The texts, with null for those to be emptied.</summary>
    internal ImmutableDictionary<UserField, string?> Texts { get; init; } = ImmutableDictionary<UserField, string?>.Empty;

    /// <summary>The user type's number; null when it stays.</summary>
    internal long? UserTypeId { get; init; }

    /// <summary>Whether a floor warden; null when it stays.</summary>
    internal bool? FloorWarden { get; init; }

    /// <summary>Whether with special needs; null when it stays.</summary>
    internal bool? SpecialNeeds { get; init; }

    /// <summary>The password of a new person; null for none.</summary>
    internal Secret? Password { get; init; }

    /// <summary>The text that is to be set; null when there is none.</summary>
    internal string? Text(string name) => Texts.GetValueOrDefault(UserFields.ByName[name]);

    /// <summary>The person with the change; everything else as it was.</summary>
    internal Subject ApplyTo(Subject subject)
    {
        var changed = Texts.Aggregate(subject, (current, text) => text.Key.Write(current, text.Value));
        return changed with
        {
            UserTypeId = UserTypeId ?? changed.UserTypeId,
            Profile = changed.Profile with
            {
                FloorWarden = FloorWarden ?? changed.Profile.FloorWarden,
                SpecialNeeds = SpecialNeeds ?? changed.Profile.SpecialNeeds,
            },
        };
    }
}
