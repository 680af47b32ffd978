using System.CommandLine;
using Usher.Ports;

namespace Usher.Cli.Commands;

/// <summary>Which listeners a command is about.</summary>
internal sealed class PortsSelection
{
    private readonly IReadOnlyList<PortUse>? _named;
    private readonly bool _all;

    private PortsSelection(IReadOnlyList<PortUse>? named, bool all) => (_named, _all) = (named, all);

    /// <summary>Ports, services, license managers or processes by name.</summary>
    public static Argument<string[]> Argument() => new("PORT")
    {
        Description = "ports (1203, 27000/tcp), services or license managers (default: all license ports)",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <summary>Those named, all, or license ports.</summary>
    /// <exception cref="PortsException">A name is none (USH7003).</exception>
    public static PortsSelection Read(string[]? names, bool all) =>
        new(names is { Length: > 0 } ? [.. names.SelectMany(Named)] : null, all);

    /// <summary>Whether a listener is meant.</summary>
    public bool Takes(Listener listener, PortCheck check) =>
        _named is null ? _all || check.IsLicense(listener) : _named.Any(use => use.Covers(listener.Port, listener.Transport));

    /// <summary>Single ports that were named and on which nothing listens.</summary>
    public IReadOnlyList<string> Free(ListenerTable table) =>
    [
        .. from use in _named ?? []
           where use.First is not null && !table.Listeners.Any(listener => use.Covers(listener.Port, listener.Transport))
           select use.ToString(),
    ];

    private static IReadOnlyList<PortUse> Named(string name) =>
        PortDirectory.BuiltIn.Select(name) is { Count: > 0 } uses ? uses : throw new PortsException(
            PortsCodes.UnknownPort, $"'{name}' is no port, service, license manager or process", "'usher ports list' lists them");
}
