namespace Usher.Server.Options;

/// <summary>Who may take seats over HTTP, besides being on a trusted network. Renewing and giving back take the lease's own secret alone.</summary>
public enum SeatTakers
{
    /// <summary>Whoever asks, as on 1203/tcp.</summary>
    Anybody = 0,

    /// <summary>Whoever shows a token or a session, of any role.</summary>
    Viewer = 1,

    /// <summary>Whoever shows one of the role operator or above.</summary>
    Operator = 2,

    /// <summary>Nobody: seats are given over 1203/tcp alone.</summary>
    Nobody = 3,
}
