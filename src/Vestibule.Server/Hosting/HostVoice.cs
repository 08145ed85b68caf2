namespace Vestibule.Server.Hosting;

/// <summary>The host's own log lines are held back until it has started: why it cannot start, the command line says in one line.</summary>
internal sealed class HostVoice
{
    internal const string Category = "Microsoft.Extensions.Hosting.Internal.Host";

    private volatile bool maySpeak;

    internal bool MaySpeak
    {
        get => maySpeak;
        set => maySpeak = value;
    }
}
