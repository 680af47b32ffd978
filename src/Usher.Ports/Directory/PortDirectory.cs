namespace Usher.Ports;

/// <summary>What every port is for: our own table, then the user's IANA file, then the system's services. Immutable.</summary>
public sealed class PortDirectory
{
    private readonly IReadOnlyList<PortUse> _uses;

    private PortDirectory(IReadOnlyList<PortUse> uses) => _uses = uses;

    /// <summary>Only the table that is compiled in.</summary>
    public static PortDirectory BuiltIn { get; } = new(LicensePorts.All);

    /// <summary>Every row; our own first.</summary>
    public IReadOnlyList<PortUse> All => _uses;

    /// <summary>Ports of license managers in use, which the check judges and the watch reports.</summary>
    public IEnumerable<PortUse> Guarded => _uses.Where(use => use.IsGuarded);

    /// <summary>The table that is compiled in and the system's services database.</summary>
    /// <param name="ianaPath">IANA's registry as CSV, if the user has one.</param>
    /// <exception cref="PortsException">The IANA file cannot be used (USH7002).</exception>
    public static PortDirectory Open(string? ianaPath = null) => Of(
        ianaPath is null ? [] : IanaRegistry.Read(ianaPath), ServicesFile.TryRead(ServicesFile.Path));

    /// <summary>The best row for a port: the first that names it.</summary>
    public PortUse? Find(ushort port, Transport transport) => _uses.FirstOrDefault(use => use.Covers(port, transport));

    /// <summary>The guarded row of a port, if any.</summary>
    public PortUse? FindGuarded(ushort port, Transport transport) => Guarded.FirstOrDefault(use => use.Covers(port, transport));

    /// <summary>The license managers that have a process of that name.</summary>
    public IEnumerable<PortUse> FindByProcess(SocketOwner owner) =>
        _uses.Where(use => use.Manager is not null && use.Processes.Any(owner.IsNamed));

    /// <summary>
    /// What a person means by <c>1203</c>, <c>1203/udp</c>, <c>ssslic-mgr</c>, <c>FlexNet</c> or <c>lmgrd</c>: a port, a service, a
    /// license manager or one of its processes, in any case. A port that nobody registered has no rows.
    /// </summary>
    public IReadOnlyList<PortUse> Search(string text) => PortName.TryParse(text, out var port, out var transport)
        ? Distinct(_uses.Where(use => use.Covers(port) && (transport is null || use.Transports.Contains(transport.Value))))
        : Distinct(Named(text));

    /// <summary>
    /// What a person selects by a name, in any case: a number is that port and no other, on one transport or both; else as
    /// <see cref="Search"/>. Nothing when the name is none.
    /// </summary>
    public IReadOnlyList<PortUse> Select(string name)
    {
        if (!PortName.TryParse(name, out var port, out var transport))
            return Search(name);
        return [.. (transport is { } one ? [one] : Enum.GetValues<Transport>())
            .Select(each => new PortUse { First = port, Last = port, Transports = [each], Source = "" })];
    }

    private static PortDirectory Of(params IReadOnlyList<PortUse>[] more) => new([.. LicensePorts.All, .. more.SelectMany(uses => uses)]);

    private IEnumerable<PortUse> Named(string text)
    {
        var services = _uses.Where(use => Same(use.Service, text)).ToList();
        var managers = services.Select(use => use.Manager).OfType<string>().ToHashSet();
        return services.Concat(_uses.Where(use => use.Manager is { } manager
            && (managers.Contains(manager) || Same(manager, text) || use.Processes.Any(process => Same(process, text)))));
    }

    /// <summary>A later table says nothing new about a port and transport that an earlier one describes by the same name.</summary>
    private static List<PortUse> Distinct(IEnumerable<PortUse> uses)
    {
        var found = new List<PortUse>();
        foreach (var use in uses)
        {
            var isKnown = found.Exists(one => one.Service == use.Service && one.First <= use.First && one.Last >= use.Last
                && use.Transports.All(one.Transports.Contains) && use.Service is not null);
            if (!isKnown && !found.Contains(use))
                found.Add(use);
        }

        return found;
    }

    private static bool Same(string? one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
