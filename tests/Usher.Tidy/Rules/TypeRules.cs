using System.Text.RegularExpressions;

namespace Usher.Tidy.Rules;

/// <summary>How types are named, sealed and spread over files.</summary>
internal static partial class TypeRules
{
    private static readonly string[] _emptyWords = ["Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Data", "Info"];

    /// <summary>Type names that may hold an empty word, each with the reason.</summary>
    private static readonly Dictionary<string, string> _allowedNames = new()
    {
        ["DataFolder"] = "the folder that 'usher serve --data' names; data is the user's word for it",
    };

    /// <summary>Types that are neither sealed, abstract nor static, each with the reason.</summary>
    private static readonly Dictionary<string, string> _designedForInheritance = [];

    public static IEnumerable<string> EmptyNames(SourceFile file) =>
        from type in Declared(file)
        let word = Words().Matches(type.Name).Select(match => match.Value).FirstOrDefault(_emptyWords.Contains)
        where word is not null && !_allowedNames.ContainsKey(type.Name)
        select $"{file.Path}:{type.Line}: '{type.Name}' says '{word}'; name what it is or does";

    /// <summary>One file, one type; a closed family of records, enums or exceptions shares one, and file-local types go with their user.</summary>
    public static IEnumerable<string> CrowdedFiles(SourceFile file)
    {
        var types = Declared(file).Where(type => type.IsTopLevel && !type.Modifiers.Contains("file")).ToList();
        var names = types.Select(type => type.Name).Distinct().ToList();
        var isFamily = types.All(type => type.Kind is "record" or "enum")
            || names.TrueForAll(name => name.EndsWith("Exception", StringComparison.Ordinal));
        return names.Count > 1 && !isFamily
            ? [$"{file.Path}: holds {string.Join(", ", names)}; only a closed family of records, enums or exceptions shares a file"]
            : [];
    }

    /// <summary>Over all files, because the parts of a partial class may share out their modifiers.</summary>
    public static IEnumerable<string> OpenClasses(IEnumerable<SourceFile> files) =>
        from part in files.SelectMany(file => Declared(file).Select(type => (File: file, Type: type)))
        where part.Type.IsClass && !_designedForInheritance.ContainsKey(part.Type.Name)
        group part by (Path.GetDirectoryName(part.File.Path), part.Type.Name) into parts
        let modifiers = parts.SelectMany(part => part.Type.Modifiers).ToHashSet()
        where modifiers.Contains("public") && !modifiers.Overlaps(["sealed", "abstract", "static"])
        select $"{parts.First().File.Path}:{parts.First().Type.Line}: public class '{parts.Key.Name}' is not sealed";

    private static IEnumerable<DeclaredType> Declared(SourceFile file) => file.IsCSharp
        ? Declaration().Matches(file.Code).Select(match => DeclaredType.From(file, match))
        : [];

    [GeneratedRegex(@"(?<=^|[\n;{}\]])[ \t]*(?<modifiers>((public|internal|private|protected|file|static|sealed|abstract|partial|readonly|ref|unsafe|new)\s+)*)(?<kind>class|struct|interface|enum|record(\s+struct|\s+class)?)\s+(?<name>[A-Z]\w*)")]
    private static partial Regex Declaration();

    [GeneratedRegex("[A-Z][a-z0-9]*")]
    private static partial Regex Words();
}
