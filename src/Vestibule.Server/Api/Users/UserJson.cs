using System.Text.Json;
using Vestibule.Engine.Model.Subjects;
using Vestibule.Server.Api.Access;

namespace Vestibule.Server.Api.Users;

/// <summary>Writes user objects (W-53, W-55), to each caller what is theirs to see (W-56, W-87). No password is among them.</summary>
internal sealed class UserJson(ApiCaller caller, Selector selector)
{
    /// <summary>Writes one person.</summary>
    internal void Write(Utf8JsonWriter json, Subject subject)
    {
        var all = caller.SeesAllFields || caller.Is(subject);
        json.WriteStartObject();
        json.WriteNumber("id"u8, subject.Number);
        foreach (var field in UserFields.Names) WriteText(json, field, subject, all);
        json.WriteString("name"u8, NameOf(subject));
        WriteText(json, UserFields.EmailField, subject, all);
        if (all) WriteOwn(json, subject);
        foreach (var field in UserFields.Optional) WriteText(json, field, subject, all);
        json.WriteEndObject();
    }

    /// <summary>The display name: read-only, made of both names.</summary>
    internal static string NameOf(Subject subject) => $"{subject.Profile.FirstName} {subject.Profile.LastName}".Trim();

    private void WriteOwn(Utf8JsonWriter json, Subject subject)
    {
        if (selector.Picks("dateCreated")) json.WriteNumber("dateCreated"u8, subject.CreatedAt.ToUnixTimeMilliseconds());
        if (selector.Picks("dateUpdated")) json.WriteNumber("dateUpdated"u8, subject.UpdatedAt.ToUnixTimeMilliseconds());
        if (selector.Picks("userType") && caller.UserTypes.FirstOrDefault(type => type.Id == subject.UserTypeId) is { } userType)
        {
            // Its only two members come whatever a nested selector says (W-55).
            json.WriteStartObject("userType"u8);
            json.WriteNumber("id"u8, userType.Id);
            json.WriteString("name"u8, userType.Name);
            json.WriteEndObject();
        }

        // Always there, selector or not (W-55).
        json.WriteBoolean("floorWarden"u8, subject.Profile.FloorWarden);
        json.WriteBoolean("specialNeeds"u8, subject.Profile.SpecialNeeds);
    }

    private void WriteText(Utf8JsonWriter json, UserField field, Subject subject, bool all)
    {
        if ((all || field.Public) && selector.Picks(field.Name) && field.Read(subject) is { Length: > 0 } value) json.WriteString(field.Name, value);
    }
}
