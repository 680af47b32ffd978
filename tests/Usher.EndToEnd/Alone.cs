namespace Usher.EndToEnd;

/// <summary>Tests that nothing may run beside: they load the machine, or measure the memory of the whole process.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public static class Alone
{
    public const string Name = "alone";
}
