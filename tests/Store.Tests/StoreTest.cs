using Microsoft.Extensions.Time.Testing;
using Vestibule.Engine.Model.Changes;
using Vestibule.Engine.Model.Grants;
using Vestibule.Store.Sqlite;

namespace Store.Tests;

/// <summary>A database in a folder of its own, a clock that stands still, and a site with a client, a person and a session.</summary>
public abstract class StoreTest : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("vestibule-store-");

    protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected DateTimeOffset Now => Time.GetUtcNow();

    protected string Folder => folder.FullName;

    protected SqliteStores Stores { get; private set; } = null!;

    internal Sample Sample { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync()
    {
        Stores = SqliteStores.Open(Folder, Time);
        Sample = await Sample.StoreAsync(Stores, Time, Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await Stores.DisposeAsync();
        folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the database and opens it again, as a restart does.</summary>
    protected async Task RestartAsync()
    {
        await Stores.DisposeAsync();
        Stores = SqliteStores.Open(Folder, Time);
    }

    protected Guid NewGuid() => Guid.CreateVersion7(Now);

    protected AttemptId NewAttempt() => new(NewGuid());

    protected async Task<Grant> RedeemedAsync()
    {
        var grant = Sample.Grant();
        Assert.Equal(Redemption.Redeemed, await Stores.Grants.RedeemAsync(grant, NewAttempt(), Ct));
        return await StoredAsync(grant);
    }

    protected async Task<Grant> StoredAsync(Grant grant)
    {
        ArgumentNullException.ThrowIfNull(grant);
        return await Stores.Grants.FindAsync(grant.Site, grant.Id, Ct) ?? throw new InvalidOperationException("The grant is gone.");
    }

    /// <summary>What the feed says after a number.</summary>
    protected async Task<IReadOnlyList<Change>> ChangesAsync(long after = 0) => await Stores.Changes.ReadAfterAsync(after, Ct);

    protected async Task<long> LastChangeAsync() => (await ChangesAsync()).Select(change => change.Sequence).DefaultIfEmpty().Max();

    /// <summary>Runs SQL on a connection of its own, as another program would.</summary>
    internal SqliteLine OpenLine() => SqliteLine.Open(Stores.Path, new StatementCount(), SqliteLineKind.Service);
}
