using Vestibule.Engine.Model.Audit;
using Vestibule.Engine.Model.Changes;
using Vestibule.Engine.Model.Clients;
using Vestibule.Engine.Model.Grants;
using Vestibule.Engine.Model.Handles;
using Vestibule.Engine.Model.Keys;
using Vestibule.Engine.Model.Sessions;
using Vestibule.Engine.Model.Sites;
using Vestibule.Engine.Model.Subjects;

namespace Vestibule.Store.Sqlite;

/// <summary>Every store port over one SQLite database. Several processes may have the same database open.</summary>
public sealed class SqliteStores : IAsyncDisposable
{
    private readonly SqliteDatabase database;

    private SqliteStores(SqliteDatabase database, TimeProvider time)
    {
        this.database = database;
        Sites = new SqliteSiteStore(database, time);
        Clients = new SqliteClientStore(database, time);
        Subjects = new SqliteSubjectStore(database, time);
        Sessions = new SqliteSessionStore(database);
        Grants = new SqliteGrantStore(database);
        Changes = new SqliteChangeFeed(database);
        Keys = new SqliteKeyStore(database, time);
        Audit = new SqliteAuditStore(database);
        KnownCallers = new SqliteKnownCallerStore(database);
        PushedRequests = new SqlitePushedRequestStore(database, time);
        Maintenance = new SqliteMaintenance(database);
    }

    /// <summary>Sites.</summary>
    public ISiteStore Sites { get; }

    /// <summary>Clients.</summary>
    public IClientStore Clients { get; }

    /// <summary>People.</summary>
    public ISubjectStore Subjects { get; }

    /// <summary>Sessions.</summary>
    public ISessionStore Sessions { get; }

    /// <summary>Grants.</summary>
    public IGrantStore Grants { get; }

    /// <summary>The change feed.</summary>
    public IChangeFeed Changes { get; }

    /// <summary>The key ring.</summary>
    public IKeyStore Keys { get; }

    /// <summary>The audit table.</summary>
    public IAuditStore Audit { get; }

    /// <summary>Known callers.</summary>
    public IKnownCallerStore KnownCallers { get; }

    /// <summary>Parked contents of long codes.</summary>
    public IPushedRequestStore PushedRequests { get; }

    /// <summary>Checks and backups.</summary>
    public SqliteMaintenance Maintenance { get; }

    /// <summary>The database file.</summary>
    public string Path => database.Path;

    /// <summary>How many statements of the ports ran so far; beginning, committing and marking left aside.</summary>
    public long StatementsExecuted => database.Count.Statements;

    /// <summary>How many transactions were committed so far.</summary>
    public long Commits => database.Count.Commits;

    /// <summary>Sees the text of each statement of the ports as it runs, so that a test can tell whose it is; null outside of tests.</summary>
    internal Action<string>? StatementWatcher
    {
        get => database.Count.Watcher;
        set => database.Count.Watcher = value;
    }

    /// <summary>Where tests break things.</summary>
    internal SqliteFaultPoints Faults => database.Faults;

    /// <summary>Opens <c>vestibule.db</c> in a folder, makes both where they are missing, and brings the schema up to date.</summary>
    /// <exception cref="DatabaseNotOpenedException">It is damaged, not writable, or of a newer version.</exception>
    /// <exception cref="StorageUnavailableException">Another process keeps it locked, or its disk fails.</exception>
    public static SqliteStores Open(string folder, TimeProvider time) => new(SqliteDatabase.Open(folder, time), time);

    /// <summary>Commits what waits and closes.</summary>
    public ValueTask DisposeAsync() => database.DisposeAsync();
}
