using System.Xml.Linq;

namespace Usher.Tidy.Rules;

/// <summary>Which project may know which: dependencies point one way.</summary>
internal static class ProjectRules
{
    private static readonly Dictionary<string, string[]> _mayKnow = new()
    {
        ["Usher.Core"] = [],
        ["Usher.Licensing"] = [],
        ["Usher.Protocol"] = [],
        ["Usher.Ports"] = [],
        ["Usher.Journal"] = ["Usher.Core"],
        ["Usher.Server"] = ["Usher.Core", "Usher.Journal", "Usher.Licensing", "Usher.Ports", "Usher.Protocol"],
        ["Usher.Client"] = ["Usher.Licensing", "Usher.Protocol"],
        ["Usher.Bench"] = ["Usher.Protocol"],
    };

    /// <summary>Projects at the end of every arrow.</summary>
    private static readonly string[] _mayKnowAll = ["Usher.Cli"];

    public static IEnumerable<string> Arrows(SourceFile project)
    {
        var name = Path.GetFileNameWithoutExtension(project.Path);
        if (!project.Ships || !project.Path.EndsWith(".csproj", StringComparison.Ordinal) || _mayKnowAll.Contains(name))
            return [];
        if (!_mayKnow.TryGetValue(name, out var allowed))
            return [$"{project.Path}: a new project; add what it may know to {nameof(ProjectRules)}, with its reason in the commit"];
        return Known(project).Except(allowed).Select(other => $"{project.Path}: {name} must not know {other}");
    }

    private static IEnumerable<string> Known(SourceFile project) => XDocument.Parse(project.Text)
        .Descendants("ProjectReference")
        .Select(reference => Path.GetFileNameWithoutExtension((string?)reference.Attribute("Include") ?? ""));
}
