namespace Usher.Simulation.Plants;

/// <summary>All planted bugs by name.</summary>
internal static class PlantCatalog
{
    public static IReadOnlyList<Plant> All { get; } =
    [
        new BuiltOnNothing(),
        new ConflictForced(),
        new ConflictIsSuccess(),
        new CountsFromReceipt(),
        new EditedJournal(),
        new ForgetfulSnapshot(),
        new ForgottenIds(),
        new HiddenLoss(),
        new LaterSnapshot(),
        new LeapsAfterDrift(),
        new LifoQueue(),
        new NaiveClock(),
        new NoCoolDown(),
        new NoLimits(),
        new NoMargin(),
        new PushCountsInFull(),
        new ReplyBeforeAppend(),
        new ResetIsFarewell(),
        new SkippedSync(),
        new UnknownIsSuccess(),
        new UntoldLeap(),
    ];

    /// <summary>Null: there is none of that name. The empty name is no bug at all.</summary>
    public static Plant? Find(string name) => name.Length == 0 ? new Plant() : All.FirstOrDefault(plant => plant.Name == name);
}
