using System.Text;
using Usher.Journal.Sqlite;

namespace Usher.Journal.History.Reading;

/// <summary>A query that grows with the filter. Values never become part of the text.</summary>
internal sealed class QueryText(string start)
{
    private readonly StringBuilder text = new(start);
    private readonly List<object> values = [];

    /// <summary>Adds text with one question mark for each value.</summary>
    public QueryText Add(string sql, params ReadOnlySpan<object> more)
    {
        text.Append(sql);
        values.AddRange(more);
        return this;
    }

    /// <summary>Adds a condition if there is a value for it.</summary>
    public QueryText AndIf(string sql, object? value) => value is null ? this : Add(sql, value);

    /// <summary>Prepares it with its values.</summary>
    public Statement Prepare(Database database)
    {
        var statement = database.Prepare(text.ToString());
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] is string word)
                statement.Bind(i + 1, word);
            else
                statement.Bind(i + 1, (long)values[i]);
        }

        return statement;
    }
}
