namespace Vestibule.Server.Commands;

/// <summary>Reads <c>--urls</c>.</summary>
internal static class ListenUrls
{
    private const string AnyHost = "any";

    internal static IReadOnlyList<string> Parse(string text)
    {
        var urls = text.Split([';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(url => url.TrimEnd('/')).ToArray();
        if (urls.Length == 0) throw new SetupException("There is no address to listen on. Give one such as http://localhost:8080.");
        foreach (var url in urls)
        {
            if (!Uri.TryCreate(Spelled(url), UriKind.Absolute, out var parsed)
                || parsed.Scheme is not ("http" or "https") || parsed.AbsolutePath != "/")
            {
                throw new SetupException($"{url} is not an address to listen on. Give one such as http://localhost:8080.");
            }

            // The name stands for two addresses, 127.0.0.1 and [::1], which would get two ports.
            if (PortIsOpen(url) && parsed.Host == "localhost")
            {
                throw new SetupException($"{url}: with the port 0, give an address in numbers, such as http://127.0.0.1:0.");
            }
        }

        return urls;
    }

    /// <summary>Whether only this machine can reach an address.</summary>
    internal static bool IsLoopback(string url) => Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.IsLoopback;

    /// <summary>Whether requests for every host name of the machine may arrive there.</summary>
    internal static bool IsAnyHost(string url) => new Uri(Spelled(url)).Host is AnyHost or "0.0.0.0" or "[::]";

    /// <summary>Which of some addresses is meant by the spelling that the web server has for it: it turns names into numbers.</summary>
    internal static string Among(IReadOnlyList<string> urls, string bound)
    {
        if (urls.Contains(bound) || !Uri.TryCreate(bound, UriKind.Absolute, out var taken)) return bound;
        return urls.Where(url => new Uri(Spelled(url)).Port == taken.Port).ToArray() is [var only] ? only : bound;
    }

    /// <summary>Whether the machine is to choose the port.</summary>
    internal static bool PortIsOpen(string url) => url.EndsWith(":0", StringComparison.Ordinal);

    private static string Spelled(string url) => url.Replace("*", AnyHost, StringComparison.Ordinal).Replace("+", AnyHost, StringComparison.Ordinal);
}
