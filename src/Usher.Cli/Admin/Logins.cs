using System.Text.Json;
using Usher.Cli.Files;
using Usher.Cli.Output;
using Usher.Cli.Servers;
using Usher.Licensing;

namespace Usher.Cli.Admin;

/// <summary>
/// The logins of this user: <c>logins.json</c> in the user's folder of settings, readable by the user alone. A file that
/// others may read is not used, because its tokens may be theirs too.
/// </summary>
internal sealed class Logins(Surroundings surroundings)
{
    /// <summary>Most servers.</summary>
    public const int ServersMax = 1_000;

    /// <summary>Where they are.</summary>
    public string Path { get; } = UserFolders.Config(surroundings, "logins.json");

    /// <summary>The login at a server; null: none.</summary>
    /// <exception cref="FaultException">Others may read the file (USH5061), or it is not what it should be (USH5062).</exception>
    public Login? Find(string server) => Read().Servers.FirstOrDefault(login => login.Server == server);

    /// <summary>Remembers a login in place of an earlier one.</summary>
    /// <exception cref="FaultException">As reading; or it cannot be written (USH5012).</exception>
    public void Keep(Login login) => Write([.. Others(login.Server).TakeLast(ServersMax - 1), login]);

    /// <summary>Forgets a server.</summary>
    /// <exception cref="FaultException">As reading; or it cannot be written (USH5012).</exception>
    public void Forget(string server) => Write([.. Others(server)]);

    private IEnumerable<Login> Others(string server) => Read().Servers.Where(login => login.Server != server);

    private LoginFile Read()
    {
        if (!File.Exists(Path))
            return new([]);
        if (IsExposed(Path))
        {
            throw FaultException.Usage(
                CliCodes.LoginsExposed,
                $"others than you may read {Path}, which holds tokens",
                $"run 'chmod 600 {Path}'; if somebody may have read it, 'usher logout' and 'usher login' again");
        }

        try
        {
            var file = JsonSerializer.Deserialize(TextFiles.Read(Path), CliJson.Readable.LoginFile);
            if (file?.Servers is { } servers && servers.All(login => login is { Server.Length: > 0 } && ServerIdentity.TryParse(login.Identity ?? "", out _)))
                return file;
        }
        catch (JsonException)
        {
            // Told below, without the text around the fault: it may be a token.
        }

        throw FaultException.Usage(CliCodes.BadLogins, $"{Path} is not what 'usher login' writes", "remove the file and run 'usher login' again");
    }

    private void Write(IReadOnlyList<Login> logins)
    {
        TextFiles.EnsureFolder(System.IO.Path.GetDirectoryName(Path)!);
        TextFiles.Replace(Path, JsonSerializer.Serialize(new LoginFile(logins), CliJson.Readable.LoginFile) + "\n", isSecret: true);
    }

    private static bool IsExposed(string path) => !OperatingSystem.IsWindows()
        && (File.GetUnixFileMode(path) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) != 0;
}
