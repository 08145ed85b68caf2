namespace Vestibule.Engine.Model.Changes;

/// <summary>The change feed as the store keeps it.</summary>
public interface IChangeFeed
{
    /// <summary>The rows after a number, in order. A row that commits late is never skipped.</summary>
    Task<IReadOnlyList<Change>> ReadAfterAsync(long sequence, CancellationToken ct);

    /// <summary>A mark that differs whenever somebody committed to the database since the mark was taken; cheaper than reading.</summary>
    Task<long> ReadMarkAsync(CancellationToken ct);

    /// <summary>Deletes up to <paramref name="limit"/> rows whose <see cref="Change.ExpiresAt"/> is past; how many.</summary>
    Task<int> DeletePastAsync(DateTimeOffset now, int limit, CancellationToken ct);
}
