namespace Vestibule.Server.Hosting;

/// <summary>A setting that there is.</summary>
/// <param name="Name">Its name in the file; in the environment <c>VESTIBULE_</c> and the name in capitals.</param>
/// <param name="Meaning">What it says, for <c>vestibule config show</c>.</param>
/// <param name="Default">Its value where none is set; null where that follows from other things or is nothing.</param>
/// <param name="IsSecret">Whether it is never shown, and never read from a file.</param>
/// <param name="IsList">Whether a file may give several texts.</param>
internal sealed record Setting(string Name, string Meaning, string? Default = null, bool IsSecret = false, bool IsList = false);

/// <summary>What a setting is set to, and by what.</summary>
internal sealed record SettingValue(string Text, string Source)
{
    /// <summary>Where it comes from, never what it is: it may be a secret.</summary>
    public override string ToString() => Source;
}
