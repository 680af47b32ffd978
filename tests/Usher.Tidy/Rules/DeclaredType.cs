using System.Text.RegularExpressions;

namespace Usher.Tidy.Rules;

/// <summary>A type as a source file declares it.</summary>
/// <param name="Name">Without type parameters.</param>
/// <param name="Kind">class, struct, interface, enum or record (of either sort).</param>
/// <param name="IsClass">A class or a record that is one.</param>
/// <param name="Modifiers">As written: public, sealed, …</param>
/// <param name="IsTopLevel">Not inside another type, in a file with a file-scoped namespace.</param>
/// <param name="Line">1-based.</param>
internal sealed record DeclaredType(
    string Name, string Kind, bool IsClass, IReadOnlyList<string> Modifiers, bool IsTopLevel, int Line)
{
    public static DeclaredType From(SourceFile file, Match match)
    {
        var kind = match.Groups["kind"].Value;
        var name = match.Groups["name"];
        var before = file.Code.AsSpan(0, match.Index);
        return new(
            name.Value,
            kind.Split(' ')[0],
            kind is "class" or "record" or "record class",
            match.Groups["modifiers"].Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
            before.Count('{') == before.Count('}'),
            file.LineAt(name.Index));
    }
}
