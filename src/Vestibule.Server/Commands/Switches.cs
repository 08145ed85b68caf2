using System.CommandLine;

namespace Vestibule.Server.Commands;

/// <summary><c>--enable</c>, <c>--disable</c> and <c>--end-everything</c>.</summary>
internal sealed class Switches(string enabling, string disabling)
{
    private readonly Option<bool> enable = new("--enable") { Description = enabling };
    private readonly Option<bool> disable = new("--disable") { Description = disabling };
    private readonly Option<bool> end = new("--end-everything") { Description = "End everything that was handed out so far: codes, tokens, sign-ins." };

    internal IReadOnlyList<Option> All => [enable, disable, end];

    internal void AddTo(Command command)
    {
        foreach (var option in All) command.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(enable) && result.GetValue(disable)) result.AddError("--enable and --disable exclude each other.");
        });
    }

    /// <summary>Whether it is to be enabled; null means as it was.</summary>
    internal bool? Enabled(ParseResult parsed) => parsed.GetValue(enable) ? true : parsed.GetValue(disable) ? false : null;

    /// <summary>Disabling ends everything too: what comes back later must not revive what was handed out before.</summary>
    internal bool EndsEverything(ParseResult parsed) => parsed.GetValue(end) || parsed.GetValue(disable);
}
