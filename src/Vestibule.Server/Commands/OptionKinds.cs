using System.CommandLine;
using System.Globalization;

namespace Vestibule.Server.Commands;

/// <summary>The kinds of options that verbs are made of. What is not given reads as null.</summary>
internal static class OptionKinds
{
    internal static Option<string?> Text(string name, string description, string value, bool required = false) =>
        new(name) { Description = description, HelpName = value, Required = required };

    /// <summary>May occur several times.</summary>
    internal static Option<string[]?> Texts(string name, string description, string value) =>
        new(name) { Description = description, HelpName = value, Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };

    /// <summary>Refuses a change that changes nothing: it would look like one that was made.</summary>
    internal static void RequireAny(Command command, IReadOnlyCollection<Option> changes) => command.Validators.Add(result =>
    {
        if (changes.All(change => result.GetResult(change) is null)) result.AddError("There is nothing to change: name a setting.");
    });

    /// <summary>On with the name alone, or with true; off with false.</summary>
    internal static Option<bool?> Flag(string name, string description) =>
        new(name) { Description = description, HelpName = "true|false", Arity = ArgumentArity.ZeroOrOne };

    /// <summary>One of some words.</summary>
    internal static Option<string?> Word(string name, string description, IReadOnlyList<string> words, bool required = false)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = string.Join('|', words), Required = required };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !words.Contains(token.Value)) result.AddError($"{name} must be one of {string.Join(", ", words)}.");
        });
        option.CompletionSources.Add([.. words]);
        return option;
    }

    /// <summary>A number of seconds.</summary>
    internal static Option<TimeSpan?> Seconds(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "SECONDS",
        CustomParser = result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            {
                return TimeSpan.FromSeconds(seconds);
            }

            result.AddError($"{name} must be a whole number of seconds.");
            return null;
        },
    };
}
