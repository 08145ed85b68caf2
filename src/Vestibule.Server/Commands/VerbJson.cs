using System.Text.Json.Serialization;
using Vestibule.Server.Commands.ClientVerbs;
using Vestibule.Server.Commands.ConfigVerbs;
using Vestibule.Server.Commands.DatabaseVerbs;
using Vestibule.Server.Commands.KeyVerbs;
using Vestibule.Server.Commands.SiteVerbs;
using Vestibule.Server.Commands.UserVerbs;

namespace Vestibule.Server.Commands;

/// <summary>The JSON that verbs print.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SiteView[]))]
[JsonSerializable(typeof(ClientView[]))]
[JsonSerializable(typeof(UserView[]))]
[JsonSerializable(typeof(KeyView[]))]
[JsonSerializable(typeof(SettingView[]))]
[JsonSerializable(typeof(ConfigCheckView))]
[JsonSerializable(typeof(DatabaseCheckView))]
[JsonSerializable(typeof(BackupView))]
[JsonSerializable(typeof(Removed))]
internal sealed partial class VerbJson : JsonSerializerContext;
