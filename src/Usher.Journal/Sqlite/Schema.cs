using System.Globalization;

namespace Usher.Journal.Sqlite;

/// <summary>The tables and their versions. Migrations are numbered files that are only ever added.</summary>
internal static class Schema
{
    /// <summary>Marks the file as ours: "USHR" in ASCII.</summary>
    public const int ApplicationId = 0x55534852;

    /// <summary>The migrations of this version of Usher, oldest first; the first makes version 1.</summary>
    public static IReadOnlyList<string> Migrations { get; } = Load();

    /// <summary>Refuses a database that is not a journal, before anything in it is touched.</summary>
    public static void RefuseForeign(Database database)
    {
        var id = database.Number("PRAGMA application_id");
        if (id == ApplicationId || (id == 0 && IsEmpty(database)))
            return;
        throw new JournalCorruptException(
            JournalCodes.Foreign, $"'{database.Path}' is a database of another program, not a journal of Usher",
            "check the path of the data folder; Usher never writes to such a file");
    }

    /// <summary>Whether nothing was ever written to the file.</summary>
    public static bool IsEmpty(Database database) => database.Number("SELECT count(*) FROM sqlite_schema") == 0;

    /// <summary>Brings the file to the newest version, each migration all or nothing.</summary>
    public static void Migrate(Database database, IReadOnlyList<string> migrations)
    {
        RefuseNewer(database, migrations.Count);
        for (var version = (int)Version(database); version < migrations.Count; version++)
            Apply(database, migrations[version], version + 1);
    }

    /// <summary>Refuses a file that a reader of this version cannot understand.</summary>
    public static void RequireReadable(Database database, int newest)
    {
        RefuseForeign(database);
        RefuseNewer(database, newest);
        if (Version(database) < 1)
            throw new JournalCorruptException(
                JournalCodes.Vanished, $"'{database.Path}' is empty, not a journal", "check the path, or restore the newest good backup");
    }

    private static void RefuseNewer(Database database, int newest)
    {
        var version = Version(database);
        if (version > newest)
            throw new JournalCorruptException(
                JournalCodes.TooNew, $"'{database.Path}' has version {version}; this Usher knows versions up to {newest}",
                "start the newer Usher that wrote it; there is no way back to an older one but a backup from before");
    }

    private static long Version(Database database) => database.Number("PRAGMA user_version");

    private static void Apply(Database database, string migration, int version)
    {
        database.Execute("BEGIN IMMEDIATE");
        try
        {
            database.Execute(migration);
            database.Execute(string.Create(
                CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {version}"));
            database.Execute("COMMIT");
        }
        catch
        {
            if (!database.IsIdle)
                database.TryExecute("ROLLBACK");
            throw;
        }
    }

    private static string[] Load()
    {
        var assembly = typeof(Schema).Assembly;
        var names = assembly.GetManifestResourceNames()
            .Where(name => name.Contains(".Migrations.", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
        return [.. names.Select(name =>
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return reader.ReadToEnd();
        })];
    }
}
