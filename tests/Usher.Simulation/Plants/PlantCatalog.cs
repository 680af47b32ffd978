namespace Usher.Simulation.Plants;

/// <summary>All planted bugs by name.</summary>
internal static class PlantCatalog
{
    public static IReadOnlyList<Plant> All { get; } = [];

    /// <summary>Null: there is none of that name. The empty name is no bug at all.</summary>
    public static Plant? Find(string name) => name.Length == 0 ? new Plant() : All.FirstOrDefault(plant => plant.Name == name);
}
