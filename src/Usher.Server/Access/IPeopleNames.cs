namespace Usher.Server.Access;

/// <summary>How the names of people are shown to whoever asks.</summary>
internal interface IPeopleNames
{
    /// <summary>A user's name.</summary>
    string User(string name);

    /// <summary>A machine's name, or a display's, which often is its user's too. Empty stays empty.</summary>
    string Host(string name);
}
