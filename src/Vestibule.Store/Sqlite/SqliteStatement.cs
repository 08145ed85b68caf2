using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Vestibule.Store.Sqlite;

/// <summary>A prepared statement. Disposing it makes a kept one ready for its next use.</summary>
/// <remarks>It works on the driver's handle rather than on a command object: no parameter objects, no boxing, no text parsing on the hot path.</remarks>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 db;
    private readonly sqlite3_stmt handle;
    private readonly string sql;
    private readonly StatementCount? count;
    private readonly bool kept;
    private readonly Dictionary<string, int> parameters = new(StringComparer.Ordinal);
    private int bound;
    private bool started;

    internal SqliteStatement(sqlite3 db, string sql, StatementCount? count, bool kept)
    {
        this.db = db;
        this.sql = sql;
        this.count = count;
        this.kept = kept;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v3(db, sql, kept ? raw.SQLITE_PREPARE_PERSISTENT : 0u, out handle), db);
        for (var i = 1; i <= raw.sqlite3_bind_parameter_count(handle); i++)
        {
            parameters.Add(raw.sqlite3_bind_parameter_name(handle, i).utf8_to_string(), i);
        }
    }

    internal SqliteStatement Bind(string name, long value) => Bound(raw.sqlite3_bind_int64(handle, parameters[name], value));

    internal SqliteStatement Bind(string name, long? value) => value is { } some ? Bind(name, some) : BindNull(name);

    internal SqliteStatement Bind(string name, bool value) => Bind(name, value ? 1L : 0L);

    internal SqliteStatement Bind(string name, DateTimeOffset value) => Bind(name, Micros.From(value));

    internal SqliteStatement Bind(string name, DateTimeOffset? value) => value is { } some ? Bind(name, some) : BindNull(name);

    internal SqliteStatement Bind(string name, TimeSpan value) => Bind(name, Micros.From(value));

    internal SqliteStatement Bind(string name, TimeSpan? value) => value is { } some ? Bind(name, some) : BindNull(name);

    internal SqliteStatement Bind(string name, Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        return Bind(name, bytes);
    }

    internal SqliteStatement Bind(string name, Guid? value) => value is { } some ? Bind(name, some) : BindNull(name);

    internal SqliteStatement Bind(string name, scoped ReadOnlySpan<byte> value) => Bound(value.IsEmpty
        ? raw.sqlite3_bind_zeroblob(handle, parameters[name], 0) // An empty span would be bound as NULL.
        : raw.sqlite3_bind_blob(handle, parameters[name], value));

    internal SqliteStatement Bind(string name, string? value)
    {
        if (value is null) return BindNull(name);
        if (value.Length == 0) return Bound(raw.sqlite3_bind_text(handle, parameters[name], ""));

        // The exact bytes, not a zero-terminated text: a NUL inside must neither cut the value short nor be lost.
        var longest = Encoding.UTF8.GetMaxByteCount(value.Length);
        Span<byte> bytes = longest <= 512 ? stackalloc byte[512] : new byte[longest];
        var length = Encoding.UTF8.GetBytes(value, bytes);
        return Bound(raw.sqlite3_bind_text(handle, parameters[name], bytes[..length]));
    }

    /// <summary>Moves to the next row; false when there is none.</summary>
    internal bool Step()
    {
        if (!started)
        {
            if (bound != parameters.Count) throw new InvalidOperationException("A parameter of a statement has no value.");
            started = true;
            count?.CountStatement(sql);
        }

        var code = raw.sqlite3_step(handle);
        if (code == raw.SQLITE_ROW) return true;
        if (code != raw.SQLITE_DONE) Check(code);
        return false;
    }

    /// <summary>Runs to the end; how many rows changed.</summary>
    internal int Run()
    {
        while (Step())
        {
        }

        return raw.sqlite3_changes(db);
    }

    /// <summary>Reads every row.</summary>
    internal IReadOnlyList<T> All<T>(Func<SqliteStatement, T> read)
    {
        var rows = new List<T>();
        while (Step()) rows.Add(read(this));
        return rows;
    }

    /// <summary>Reads the first row; null when there is none.</summary>
    internal T? First<T>(Func<SqliteStatement, T> read) where T : class => Step() ? read(this) : null;

    internal bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    internal long Number(int column) => raw.sqlite3_column_int64(handle, column);

    internal int Small(int column) => checked((int)Number(column));

    internal bool Flag(int column) => Number(column) != 0;

    internal DateTimeOffset Time(int column) => Micros.Time(Number(column));

    internal DateTimeOffset? TimeOrNull(int column) => IsNull(column) ? null : Time(column);

    internal TimeSpan Span(int column) => Micros.Span(Number(column));

    internal Guid Id(int column) => new(raw.sqlite3_column_blob(handle, column), bigEndian: true);

    internal Guid? IdOrNull(int column) => IsNull(column) ? null : Id(column);

    internal byte[] Bytes(int column) => raw.sqlite3_column_blob(handle, column).ToArray();

    internal string Text(int column) => Encoding.UTF8.GetString(raw.sqlite3_column_blob(handle, column));

    internal string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    /// <inheritdoc />
    public void Dispose()
    {
        if (kept) Renew();
        else Close();
    }

    /// <summary>Makes a kept statement ready for its next use, if it is not.</summary>
    internal void Renew()
    {
        if (bound == 0 && !started) return;
        // The code of the failed step comes again here; it has been thrown already.
        _ = raw.sqlite3_reset(handle);
        _ = raw.sqlite3_clear_bindings(handle);
        (bound, started) = (0, false);
    }

    /// <summary>Gives a kept statement back to the database.</summary>
    internal void Close() => handle.Dispose();

    private SqliteStatement BindNull(string name) => Bound(raw.sqlite3_bind_null(handle, parameters[name]));

    private SqliteStatement Bound(int code)
    {
        Check(code);
        bound++;
        return this;
    }

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, db);
}
