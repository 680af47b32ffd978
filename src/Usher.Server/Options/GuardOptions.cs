using System.Collections.Immutable;

namespace Usher.Server.Options;

/// <summary>How the server watches who listens on license ports of its machine. Section "Guard".</summary>
public sealed record GuardOptions
{
    /// <summary>Most names in <see cref="Watched"/>.</summary>
    public const int WatchedMax = 100;

    /// <summary>Most texts in <see cref="Command"/>, the executable included.</summary>
    public const int CommandMax = 32;

    /// <summary>Whether it watches. Default true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Time between two looks. 100 ms to 1 h. Default 1 s.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// What is watched besides the server's own ports: ports (<c>27000</c>, <c>1203/udp</c>), services, license managers,
    /// <c>license</c> for every license port and known managers of others on any, <c>all</c> for everything. 1 to 100. Default <c>license</c>.
    /// </summary>
    public ImmutableArray<string> Watched { get; init; } = [WatchedNames.License];

    /// <summary>The file of listeners that are accepted, as <c>usher ports accept</c> writes it. Default: <c>accepted_ports</c> in the data folder.</summary>
    public string Accepted { get; init; } = "";

    /// <summary>Where each report is posted to, over HTTPS. Only <c>usher.json</c> can set it. Default none: nobody is called.</summary>
    public string Webhook { get; init; } = "";

    /// <summary>
    /// What is run for each report, with the report on its standard input: the absolute path of an executable, and its
    /// arguments. Up to 32 texts. Only <c>usher.json</c> can set it. Default none.
    /// </summary>
    public ImmutableArray<string> Command { get; init; } = [];
}
