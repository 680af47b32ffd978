// Some tests look at Unix permissions and start Unix commands.
[assembly: System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
