namespace Usher.Client;

/// <summary>The client is connected to a server, or to none.</summary>
public sealed class ServerChangedEventArgs(ServerPeer? server, UsherProblem? problem) : EventArgs
{
    /// <summary>The server; null while there is none.</summary>
    public ServerPeer? Server { get; } = server;

    /// <summary>Why there is none; null while there is one.</summary>
    public UsherProblem? Problem { get; } = problem;
}
