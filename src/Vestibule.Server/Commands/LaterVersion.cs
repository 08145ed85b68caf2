using System.CommandLine;

namespace Vestibule.Server.Commands;

/// <summary>What the command line already has words for and this version does not do: refused, never accepted and ignored.</summary>
internal static class LaterVersion
{
    internal static SetupException Refusal(string what) => new($"{what} belongs to a later version of Vestibule; this version does not have it.");

    /// <summary>Refuses one value of an option.</summary>
    internal static void Refuse(string option, string? value, params ReadOnlySpan<string> later)
    {
        if (value is not null && later.Contains(value)) throw Refusal($"{option} {value}");
    }

    /// <summary>A verb that this version does not have, for example <c>vestibule resource …</c>.</summary>
    internal static Command Verb(string name)
    {
        var command = new Command(name, "This belongs to a later version.") { Hidden = true, TreatUnmatchedTokensAsErrors = false };
        command.SetAction(int (_) => throw Refusal($"vestibule {name}"));
        return command;
    }
}
