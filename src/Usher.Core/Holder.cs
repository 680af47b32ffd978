namespace Usher.Core;

/// <summary>Who holds or wants a seat. What the client says of itself, as in FlexNet; shown as such.</summary>
/// <param name="User">Login name, 1 to 128 characters.</param>
/// <param name="Host">Host name, 1 to 128 characters.</param>
/// <param name="Display">Terminal or display, up to 128 characters; empty when there is none.</param>
/// <param name="Application">Program and process, for people; up to 128 characters; may be empty.</param>
public sealed record Holder(string User, string Host, string Display = "", string Application = "")
{
    /// <summary>Whether both are the same person on the same machine: who may resume or return a lease.</summary>
    public bool IsSamePerson(Holder other) => User == other.User && Host == other.Host;

    /// <summary><c>user@host</c>.</summary>
    public override string ToString() => $"{User}@{Host}";
}
