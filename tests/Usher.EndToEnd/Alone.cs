namespace Usher.EndToEnd;

/// <summary>Tests that load the machine so much that others beside them would run into their time limits.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public static class Alone
{
    public const string Name = "alone";
}
