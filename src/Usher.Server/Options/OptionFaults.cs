namespace Usher.Server.Options;

/// <summary>The wording of what can be wrong with options.</summary>
internal static class OptionFaults
{
    /// <summary>Longest value that a message repeats, in characters.</summary>
    private const int ShownMax = 80;

    internal static ServerFault Unknown(Setting setting) => new(
        ServerCodes.UnknownOption,
        $"{setting.Origin}: there is no option '{Shown(setting.Key)}'",
        NearestWord.To(setting.Key, OptionTable.All.Select(entry => entry.Key)) is { } near
            ? $"did you mean '{near}'? 'usher config' lists them all"
            : "'usher config' lists all options");

    internal static ServerFault BadValue(OptionEntry entry, string value, string origin) => new(
        ServerCodes.BadOption,
        $"{origin}: {entry.Key} cannot be '{Shown(value)}'",
        $"give {entry.Range}");

    internal static ServerFault OfFileAlone(OptionEntry entry, Setting setting) => new(
        ServerCodes.BadOption,
        $"{setting.Origin}: {entry.Key} can be set in {OptionsFile.Name} alone",
        $"write it into {OptionsFile.Name} of the data folder: what the server calls or runs is for the owner of that file to say");

    internal static ServerFault Twice(Setting setting, string earlier) => new(
        ServerCodes.BadOption, $"{setting.Origin}: '{Shown(setting.Key)}' was already set at {earlier}", "keep one of the two");

    internal static ServerFault BadFile(string where, string what) => new(
        ServerCodes.BadOptionsFile, $"{where}: {what}", "write JSON with sections, such as { \"Listen\": { \"Port\": 1203 } }; comments are allowed");

    private static string Shown(string text)
    {
        var clean = new string([.. text.Take(ShownMax).Select(letter => char.IsControl(letter) ? '?' : letter)]);
        return text.Length > ShownMax ? clean + "..." : clean;
    }
}
