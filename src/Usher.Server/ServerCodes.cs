namespace Usher.Server;

/// <summary>
/// The stable codes of the server's own faults. Each has a row in docs/errors.md. 41xx: the data folder.
/// 51xx: configuration and start. 60xx: administration.
/// </summary>
public static class ServerCodes
{
    /// <summary>The data folder cannot be made, read or written.</summary>
    public const string FolderUnusable = "USH4101";

    /// <summary>Another server runs on the data folder.</summary>
    public const string FolderInUse = "USH4102";

    /// <summary>Others than the owner may read the server's key, or write into the data folder.</summary>
    public const string FolderExposed = "USH4103";

    /// <summary>The server's key file holds no usable key.</summary>
    public const string KeyDamaged = "USH4104";

    /// <summary>The server's own log holds an entry that this version cannot read.</summary>
    public const string LogUnreadable = "USH4105";

    /// <summary>Another writer appended to the server's log and this server could not follow.</summary>
    public const string LogContended = "USH4106";

    /// <summary>The file is no backup of a server, or not a whole one.</summary>
    public const string NotABackup = "USH4107";

    /// <summary>A backup cannot be written, or is there already.</summary>
    public const string BackupUnwritable = "USH4108";

    /// <summary>There is no server's data in the folder to back up, or something in the folder to restore to.</summary>
    public const string WrongFolder = "USH4109";

    /// <summary>There is no option of that name.</summary>
    public const string UnknownOption = "USH5101";

    /// <summary>An option's value cannot be read or is out of its range.</summary>
    public const string BadOption = "USH5102";

    /// <summary>Two options contradict each other.</summary>
    public const string OptionsDisagree = "USH5103";

    /// <summary>The options file cannot be read.</summary>
    public const string BadOptionsFile = "USH5104";

    /// <summary>Plaintext was asked for on an address that is not loopback.</summary>
    public const string PlaintextNotLoopback = "USH5105";

    /// <summary>The port is taken by another program.</summary>
    public const string PortBusy = "USH5106";

    /// <summary>The address is none of this machine, or the system does not allow the port.</summary>
    public const string CannotListen = "USH5107";

    /// <summary>This system has no TLS 1.3 for servers.</summary>
    public const string NoTls13 = "USH5108";

    /// <summary>A file that an option names cannot be read.</summary>
    public const string FileUnreadable = "USH5109";

    /// <summary>Discovery cannot listen; the server goes on without it.</summary>
    public const string DiscoveryUnbound = "USH5120";

    /// <summary>There is no such route, or not with that method.</summary>
    public const string UnknownRoute = "USH6001";

    /// <summary>The request's body or parameters cannot be read.</summary>
    public const string BadRequest = "USH6002";

    /// <summary>The request's body is longer than the limit.</summary>
    public const string RequestTooLarge = "USH6003";

    /// <summary>No license of that id is installed.</summary>
    public const string UnknownLicense = "USH6004";

    /// <summary>No lease of that id is held.</summary>
    public const string UnknownLease = "USH6005";

    /// <summary>Somebody else than the owner of the server connected to the administration socket.</summary>
    public const string NotTheOwner = "USH6006";

    /// <summary>The server could not handle the request because of a fault of its own.</summary>
    public const string InternalFault = "USH6007";

    /// <summary>There is no feature of that name.</summary>
    public const string UnknownFeature = "USH6008";

    /// <summary>A license of the same vendor name is installed that another key signed.</summary>
    public const string VendorKeyDiffers = "USH6010";

    /// <summary>The same license is installed in a newer issue.</summary>
    public const string OlderIssue = "USH6011";

    /// <summary>The server holds as many licenses as it may.</summary>
    public const string TooManyLicenses = "USH6012";

    /// <summary>With the license there would be more features than the server may serve.</summary>
    public const string TooManyPools = "USH6013";

    /// <summary>With the license one feature would have more lines than it may.</summary>
    public const string TooManyLines = "USH6014";

    /// <summary>A license of the same id by another vendor is installed.</summary>
    public const string IdOfAnotherVendor = "USH6017";

    /// <summary>Warning: the license model is known, but this version does not decide on it yet.</summary>
    public const string ModelNotServed = "USH6015";

    /// <summary>Warning: the server's linger is longer than the license allows; the license's counts.</summary>
    public const string LingerOverLicense = "USH6016";

    /// <summary>Warning: the license has a term that this version does not keep: a maintenance date, or borrowing.</summary>
    public const string TermNotKept = "USH6018";

    /// <summary>A request of the administration does not say who asks.</summary>
    public const string NotAuthenticated = "USH6020";

    /// <summary>Who asks may not do this.</summary>
    public const string RoleTooLow = "USH6021";

    /// <summary>The installed licenses are not those that the caller looked at.</summary>
    public const string LicensesChanged = "USH6030";

    /// <summary>No request of that id waits in a queue.</summary>
    public const string UnknownWait = "USH6031";

    /// <summary>A lease that was taken over HTTP was named without its secret, or with another one.</summary>
    public const string WrongLeaseSecret = "USH6032";

    /// <summary>The idempotency key was used for a request with other contents.</summary>
    public const string KeyUsedOtherwise = "USH6033";

    /// <summary>The body does not say that it is JSON.</summary>
    public const string NotJson = "USH6034";

    /// <summary>As many event streams are open as the server allows.</summary>
    public const string TooManyStreams = "USH6035";

    /// <summary>An event stream cannot go on where the caller left off: that place is not in this journal.</summary>
    public const string EventsLost = "USH6036";

    /// <summary>A viewer asked by user or host where the names of people are hidden from viewers.</summary>
    public const string NamesHidden = "USH6037";

    /// <summary>A request to 1455/tcp calls the server by a name that it does not have.</summary>
    public const string WrongHost = "USH6060";

    /// <summary>A change was asked for by a page of another site.</summary>
    public const string WrongOrigin = "USH6061";

    /// <summary>Too many requests came from one address.</summary>
    public const string TooManyRequests = "USH6062";

    /// <summary>There is no such user, or the password is wrong.</summary>
    public const string LogInRefused = "USH6063";

    /// <summary>Too many log-ins failed, of one user or from one address.</summary>
    public const string LockedOut = "USH6064";

    /// <summary>A name of a user or a label of a token cannot be used.</summary>
    public const string BadAccountName = "USH6065";

    /// <summary>A password is too short, too long, or the user's name.</summary>
    public const string BadPassword = "USH6066";

    /// <summary>There is a user of that name.</summary>
    public const string UserExists = "USH6067";

    /// <summary>There is no user of that name.</summary>
    public const string UnknownUser = "USH6068";

    /// <summary>The last administrator can neither be removed nor get a lower role.</summary>
    public const string LastAdministrator = "USH6069";

    /// <summary>The first administrator was to be made, and there is one.</summary>
    public const string AdministratorExists = "USH6070";

    /// <summary>There is no token of that id that the asker may see.</summary>
    public const string UnknownToken = "USH6071";

    /// <summary>There are as many users or tokens as there may be.</summary>
    public const string TooManyAccounts = "USH6072";

    /// <summary>A token is mistyped, expired or revoked.</summary>
    public const string TokenRefused = "USH6073";

    /// <summary>A token below administrator cannot make tokens.</summary>
    public const string TokenMayNotIssue = "USH6074";

    /// <summary>Seats are not given over HTTP here.</summary>
    public const string NoSeatsOverHttp = "USH6075";

    /// <summary>A token is for some features, and the request is about others.</summary>
    public const string OutsideTokenFeatures = "USH6076";
}
