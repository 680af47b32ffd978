namespace Usher.Server;

/// <summary>The server did not start, for every reason that it could find at once.</summary>
/// <remarks>A retry helps only after one of the hints was followed.</remarks>
public sealed class ServerStartException : Exception
{
    /// <summary>One reason.</summary>
    public ServerStartException(ServerFault fault, Exception? inner = null) : this([fault], inner)
    {
    }

    /// <summary>Several reasons; at least one.</summary>
    public ServerStartException(IReadOnlyList<ServerFault> faults, Exception? inner = null)
        : base(string.Join(Environment.NewLine, faults.Select(fault => $"{fault.Code}: {fault.Message}")), inner) =>
        Faults = faults;

    /// <summary>Everything that stands in the way, at least one; print each with its hint.</summary>
    public IReadOnlyList<ServerFault> Faults { get; }
}
