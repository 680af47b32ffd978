using System.Text.RegularExpressions;

namespace Usher.Ports.Linux;

/// <summary>What a process' control group says about where it belongs.</summary>
/// <param name="Service">A systemd unit, such as <c>cups.service</c>.</param>
/// <param name="Container">Its engine and the first 12 letters of its id, as the engines' own lists show it.</param>
internal readonly partial record struct Cgroup(string? Service, string? Container)
{
    /// <summary>
    /// Reads /proc/PID/cgroup: lines "hierarchy:controllers:path". Version 2 has one, <c>0::path</c>; in version 1 systemd's is
    /// <c>name=systemd</c>, and container engines show in all.
    /// </summary>
    public static Cgroup Parse(string text)
    {
        string? service = null, container = null;
        foreach (var line in text.Split('\n'))
        {
            if (line.Split(':', 3) is not [_, var controllers, var path])
                continue;
            if (ContainerPath().Match(path) is { Success: true } match)
                container ??= $"{Engine(match.Groups["engine"].Value)} {match.Groups["id"].Value[..12]}";
            if (controllers is "" or "name=systemd")
                service ??= path.Split('/').LastOrDefault(part => part.EndsWith(".service", StringComparison.Ordinal));
        }

        return new(service, container);
    }

    private static string Engine(string text) => text switch
    {
        "libpod" => "podman",
        "cri-containerd" => "containerd",
        "crio" => "cri-o",
        "kubepods" => "kubernetes",
        _ => text,
    };

    /// <summary>docker/ID, docker-ID.scope, libpod-ID.scope, cri-containerd-ID.scope, crio-ID.scope, kubepods/…/ID.</summary>
    [GeneratedRegex(@"/(?<engine>docker|libpod|cri-containerd|crio|kubepods)(-|/|(\.slice)?/(?:[^/]+/)*)(?<id>[0-9a-f]{64})(\.scope)?(/|$)", RegexOptions.ExplicitCapture)]
    private static partial Regex ContainerPath();
}
