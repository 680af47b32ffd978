using Usher.Client;
using Usher.Licensing;

namespace Usher.Cli.Admin;

/// <summary>A server elsewhere whose identity is known. Nothing is sent to any other that answers at its address.</summary>
internal sealed class PinnedServer(ServerAddress address, ServerIdentity expected)
{
    private ServerIdentity? _other;

    /// <summary>Talks to it.</summary>
    /// <param name="token">Null: for logging in.</param>
    /// <param name="surroundings">Interrupts waiting.</param>
    public AdminClient Client(string? token, Surroundings surroundings) =>
        new(PinnedHandler.Root, token, PinnedHandler.To(address, Accepts), Explain, surroundings);

    /// <summary>Why a server was not reached.</summary>
    public static FaultException Unreachable(ServerAddress address, Exception error) => new(ExitCode.NoServer, new Fault(
        CliCodes.AdminUnreachable,
        $"the administration of {address} cannot be reached: {(error.InnerException ?? error).Message.TrimEnd('.')}",
        "check the address; until a server has an administrator ('usher admin init' there) and was started again, it is managed on its own machine alone"));

    private bool Accepts(ServerIdentity identity)
    {
        if (identity == expected)
            return true;
        _other = identity;
        return false;
    }

    private FaultException Explain(HttpRequestException error) => _other is { } other
        ? new(ExitCode.NoServer, new Fault(
            CliCodes.IdentityChanged,
            $"the server at {address} is not the one that is expected: its identity is {other} and not {expected}",
            $"if its administrator confirms that 'usher id' now prints the new one: 'usher logout {address}' and 'usher login {address}'; else somebody else answers there"))
        : Unreachable(address, error);
}
