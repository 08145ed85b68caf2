namespace Vestibule.Server.Commands;

/// <summary>One verb at a time reads a row, changes it and writes it back: two at once would lose one's change.</summary>
internal sealed class WriteTurn : IDisposable
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private readonly FileStream held;

    private WriteTurn(FileStream held) => this.held = held;

    /// <summary>Waits until no other verb is at work on the folder. The file stays; the lock ends with the process at the latest.</summary>
    internal static async Task<WriteTurn> WaitAsync(string folder, TimeProvider clock, CancellationToken ct)
    {
        var path = Path.Combine(folder, "verbs.lock");
        for (var began = clock.GetTimestamp(); ;)
        {
            try
            {
                return new WriteTurn(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException) when (clock.GetElapsedTime(began) < Longest)
            {
                await Task.Delay(Between, clock, ct);
            }
            catch (IOException busy)
            {
                throw new SetupException($"Another command is at work on {folder}, or {path} cannot be written. Try again.", busy);
            }
        }
    }

    public void Dispose() => held.Dispose();
}
