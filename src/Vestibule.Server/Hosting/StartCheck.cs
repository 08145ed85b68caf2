using Vestibule.Engine.Model.Sites;

namespace Vestibule.Server.Hosting;

/// <summary>What would keep a server from starting with settings that are well formed, as far as that shows before anything is made or opened.</summary>
internal static class StartCheck
{
    internal static IEnumerable<string> Problems(ServerSettings settings)
    {
        // Without a folder there is nothing further to look at; that it is missing has been said.
        if (settings.DataFolder.Trim().Length == 0) yield break;
        if (DataFolder.WhyUnreadable(settings.DataFolder) is { } unreadable)
        {
            yield return unreadable;
            yield break;
        }

        if (!DataFolder.HasDatabase(settings.DataFolder) && settings is { SiteUrl: null, Urls: [var first, ..] } && FirstSiteProblem(first) is { } homeless)
        {
            yield return homeless;
        }

        if (MasterKeyProblem(settings) is { } keyless) yield return keyless;
    }

    /// <summary>Why an empty store cannot get its first site at an address; null when it can.</summary>
    internal static string? FirstSiteProblem(string url)
    {
        // The machine chooses the port of an address that ends so.
        var settled = Commands.ListenUrls.PortIsOpen(url) ? url[..^2] : url;
        return SiteHost.Refuses(settled) is { } reason
            ? $"A first site cannot be made for {url}: it {reason}. Name the public address with the setting siteUrl."
            : null;
    }

    private static string? MasterKeyProblem(ServerSettings settings)
    {
        if (settings.MasterKey is { Length: > 0 }) return null;
        if (settings.MasterKeyFile is { } blank && blank.Trim().Length == 0) return "masterKeyFile is empty. Name a file, or leave it out.";
        if (settings.MasterKeyFile is { } named && Path.GetDirectoryName(Path.GetFullPath(named)) is { } folder && !Directory.Exists(folder))
        {
            return $"masterKeyFile {named}: the folder {folder} is not there. Make it, or name another file.";
        }

        if (!File.Exists(settings.MasterKeyPath)) return null;
        try
        {
            Keys.MasterKey.FromFile(settings.MasterKeyPath, mayMake: false);
            return null;
        }
        catch (SetupException broken)
        {
            return broken.Message;
        }
    }
}
