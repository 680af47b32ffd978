namespace Usher.Licensing;

/// <summary>A license that was just issued.</summary>
/// <param name="License">What it says.</param>
/// <param name="Text">The file: ASCII, LF line ends. Write it as it is; any change makes it worthless.</param>
/// <param name="Jws">The signed part alone, in JWS compact form.</param>
public sealed record IssuedLicense(License License, string Text, string Jws);
