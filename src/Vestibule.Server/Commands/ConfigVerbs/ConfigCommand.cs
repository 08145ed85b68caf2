using System.CommandLine;
using Vestibule.Server.Hosting;

namespace Vestibule.Server.Commands.ConfigVerbs;

/// <summary><c>vestibule config …</c>: what <c>serve</c> would read, and from where.</summary>
internal static class ConfigCommand
{
    internal static Command Make() => new("config", "The settings of vestibule serve.") { MakeShow(), MakeCheck() };

    private static Command MakeShow()
    {
        var (config, data, urls, json) = (StoreOptions.Config(), ServeCommand.Data(), ServeCommand.Urls(), StoreOptions.Json());
        var command = new Command("show", "List every setting with its value, where the value comes from, and what it means. Secrets are blotted out.")
        {
            config, data, urls, json,
        };
        command.SetAction(parsed =>
        {
            var problems = new List<string>();
            var values = Configuration.Gather(parsed.GetValue(config), parsed.GetValue(data), parsed.GetValue(urls), problems);
            new Answer(parsed.GetValue(json)).Write(SettingView.Of(values), VerbJson.Default.SettingViewArray, SettingView.Table);
            Configuration.CheckForStart(values, problems);
            return problems.Count == 0 ? CommandLine.Done : CommandLine.Fail(Configuration.Explain(problems));
        });
        return command;
    }

    private static Command MakeCheck()
    {
        var (config, data, urls, json) = (StoreOptions.Config(), ServeCommand.Data(), ServeCommand.Urls(), StoreOptions.Json());
        var command = new Command("check",
            "Find all mistakes in the settings, and what vestibule serve would refuse as far as it shows without opening the database. Nothing is made or changed.")
        {
            config, data, urls, json,
        };
        command.SetAction(parsed =>
        {
            var problems = new List<string>();
            Configuration.CheckForStart(Configuration.Gather(parsed.GetValue(config), parsed.GetValue(data), parsed.GetValue(urls), problems), problems);
            new Answer(parsed.GetValue(json)).Write(new ConfigCheckView(problems.Count == 0, [.. problems]), VerbJson.Default.ConfigCheckView,
                check => check.Ok ? ["ok"] : []);
            return problems.Count == 0 ? CommandLine.Done : CommandLine.Fail(Configuration.Explain(problems));
        });
        return command;
    }
}

/// <summary>What a check of the settings found.</summary>
internal sealed record ConfigCheckView(bool Ok, string[] Mistakes);
