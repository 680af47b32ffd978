using SQLitePCL;

namespace Usher.Journal.Sqlite;

/// <summary>A prepared statement. Disposing resets it for its next use; the connection owns it.</summary>
internal sealed class Statement(Database database, sqlite3_stmt prepared) : IDisposable
{
    /// <summary>Sets the parameter of a number, from 1.</summary>
    public Statement Bind(int index, long value)
    {
        database.Check(raw.sqlite3_bind_int64(prepared, index, value));
        return this;
    }

    /// <summary>Sets the parameter of a number, from 1.</summary>
    public Statement Bind(int index, string value)
    {
        database.Check(raw.sqlite3_bind_text(prepared, index, value));
        return this;
    }

    /// <summary>Sets the parameter of a number, from 1.</summary>
    public Statement Bind(int index, ReadOnlySpan<byte> value)
    {
        database.Check(raw.sqlite3_bind_blob(prepared, index, value));
        return this;
    }

    /// <summary>Sets the parameter of a number, from 1: 16 bytes in the order of the text, so that ids keep their order.</summary>
    public Statement Bind(int index, Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        return Bind(index, bytes);
    }

    /// <summary>Runs to the next row; false when there is none.</summary>
    public bool Step()
    {
        var rc = raw.sqlite3_step(prepared);
        database.Check(rc);
        return rc == raw.SQLITE_ROW;
    }

    /// <summary>Runs a statement that returns nothing, and makes it ready again.</summary>
    public void Run()
    {
        try
        {
            Step();
        }
        finally
        {
            raw.sqlite3_reset(prepared);
        }
    }

    /// <summary>As <see cref="Run"/>, but returns the extended result code instead of throwing; 0: done.</summary>
    public int TryRun()
    {
        var rc = raw.sqlite3_step(prepared);
        raw.sqlite3_reset(prepared);
        return rc is raw.SQLITE_DONE or raw.SQLITE_ROW ? raw.SQLITE_OK : database.LastCode;
    }

    /// <summary>A column of the row.</summary>
    public long Int64(int column) => raw.sqlite3_column_int64(prepared, column);

    /// <summary>A column of the row.</summary>
    public string Text(int column) => raw.sqlite3_column_text(prepared, column).utf8_to_string() ?? "";

    /// <summary>A column of the row, until the next step.</summary>
    public ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(prepared, column);

    /// <inheritdoc />
    public void Dispose() => raw.sqlite3_reset(prepared);

    /// <summary>Frees it for good.</summary>
    internal void Finish() => prepared.Dispose();
}
