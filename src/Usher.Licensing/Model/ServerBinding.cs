namespace Usher.Licensing;

/// <summary>Which servers may serve a license: named ones, or any.</summary>
public sealed class ServerBinding
{
    internal const string AnyText = "any";

    private ServerBinding(IReadOnlyList<ServerIdentity> identities) => Identities = identities;

    /// <summary>Any server. The vendor then trusts the customer not to copy the file.</summary>
    public static ServerBinding Any { get; } = new([]);

    /// <summary>The servers by identity; empty if any may serve.</summary>
    public IReadOnlyList<ServerIdentity> Identities { get; }

    /// <summary>Whether any server may serve.</summary>
    public bool IsAny => ReferenceEquals(this, Any);

    /// <summary>Only these servers: 1 to 100, each once.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static ServerBinding To(params IReadOnlyList<ServerIdentity> identities) => identities.Count > 0
        ? new ServerBinding([.. identities])
        : throw new ArgumentException("name at least one server, or use Any", nameof(identities));

    /// <summary>The single word <c>any</c>, or identities as <see cref="ServerIdentity.TryParse"/> reads them.</summary>
    /// <exception cref="LicenseException">There is none (USH1044), or one is no identity (USH1045).</exception>
    public static ServerBinding Parse(IReadOnlyList<string> texts) => texts switch
    {
        [AnyText] => Any,
        [] => throw new LicenseException(new LicenseFault(
            LicenseCodes.Terms, "no server is named", "add --server with what 'usher id' prints, or --server any")),
        _ => To([.. texts.Select(ServerIdentity.Parse)]),
    };

    /// <summary>Whether this server may serve.</summary>
    public bool Names(ServerIdentity server) => IsAny || Identities.Contains(server);

    /// <summary>"any", or the identities with commas.</summary>
    public override string ToString() => string.Join(", ", Texts());

    internal IEnumerable<string> Texts() => IsAny ? [AnyText] : Identities.Select(server => server.ToString());
}
