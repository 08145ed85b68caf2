using Vestibule.Server.Hosting;

namespace Vestibule.Server.Commands.ConfigVerbs;

/// <summary>A setting as verbs print it.</summary>
internal sealed record SettingView(string Name, string? Value, string Source, string Meaning)
{
    private const string Blotted = "(secret)";

    internal static SettingView[] Of(IReadOnlyDictionary<string, SettingValue> values) =>
    [
        .. Configuration.Known.Select(known => values.TryGetValue(known.Name, out var set)
            ? new SettingView(known.Name, known.IsSecret ? Blotted : set.Text, set.Source, known.Meaning)
            : new SettingView(known.Name, known.Default, "default", known.Meaning)),
    ];

    internal static IEnumerable<string> Table(SettingView[] settings) => TextTable.Of(
        ["SETTING", "VALUE", "FROM", "MEANING"], settings.Select(setting => new[] { setting.Name, setting.Value ?? "-", setting.Source, setting.Meaning }));
}
