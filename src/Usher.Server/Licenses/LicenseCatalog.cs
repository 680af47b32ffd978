using Usher.Server.Events;
using Usher.Server.Time;

namespace Usher.Server.Licenses;

/// <summary>
/// The installed licenses. The journal is the truth: a change is written there first and then handed to the pools; should
/// the server end in between, or the pools not take it, <see cref="ReconcileAsync"/> makes them agree.
/// </summary>
/// <remarks>Safe on any thread. Readers see one immutable set; changes go one at a time through the server's log.</remarks>
internal sealed class LicenseCatalog(InstallRules rules, IServerClock clock) : ILicenseShelf, IDisposable
{
    private readonly SemaphoreSlim reconciling = new(1, 1);
    private LicenseSet installed = LicenseSet.Empty;
    private volatile bool isBehind;

    /// <summary>What is installed now.</summary>
    internal LicenseSet Installed => Volatile.Read(ref installed);

    /// <summary>Whether some pool may not have its lines yet, because the journal failed in between.</summary>
    internal bool IsBehind => isBehind;

    /// <inheritdoc />
    public string? LicenseSignedBy(string vendorKeyId) => Installed.JwsOf(vendorKeyId);

    /// <summary>What a file would come to, without doing anything.</summary>
    internal InstallPlan Check(ReadOnlySpan<byte> file) => rules.Plan(Installed, file, "", clock.Now);

    /// <summary>A license as it reads now.</summary>
    internal Licensing.LicenseVerdict Verify(InstalledLicense license) => license.Verify(rules.CheckAt(clock.Now));

    /// <summary>What an administrator should know about a license.</summary>
    internal IReadOnlyList<ServerFault> WarningsOf(Licensing.LicenseVerdict verdict) => LicenseWarnings.Of(verdict, rules.Linger);

    /// <summary>Makes an event of the server's log true; events about other things change nothing.</summary>
    internal void Apply(ServerEvent happened, DateTimeOffset at)
    {
        var after = happened switch
        {
            LicenseAdded added => Installed.With(InstalledLicense.Read(added.Id, added.Text, rules.CheckAt(clock.Now), at, added.By)),
            LicenseRemoved removed => Installed.Without(removed.Id),
            _ => Installed,
        };
        isBehind |= !ReferenceEquals(after, Installed);
        Volatile.Write(ref installed, after);
    }

    /// <summary>Installs a license, unless its plan refuses that or it is installed already.</summary>
    /// <param name="log">Where it is written down.</param>
    /// <param name="file">The license file.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellationToken">Gives up waiting for the turn.</param>
    /// <param name="require">Throws when the set is not the one that the caller looked at; null: any will do.</param>
    /// <returns>The plan as it was carried out.</returns>
    /// <exception cref="Journal.JournalException">The journal cannot be used; nothing was changed.</exception>
    internal async Task<InstallPlan> AddAsync(
        ServerLog log, ReadOnlyMemory<byte> file, string by, CancellationToken cancellationToken, Action<LicenseSet>? require = null)
    {
        InstallPlan? plan = null;
        await log.AppendAsync(
            () =>
            {
                require?.Invoke(Installed);
                plan = rules.Plan(Installed, file.Span, by, clock.Now);
                return plan.Outcome is InstallOutcome.Added or InstallOutcome.Replaced
                    ? new LicenseAdded(plan.Verdict.License!.Id, System.Text.Encoding.ASCII.GetString(file.Span), by)
                    : null;
            },
            cancellationToken);
        return plan!;
    }

    /// <summary>Removes a license.</summary>
    /// <param name="log">Where it is written down.</param>
    /// <param name="id">Which.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellationToken">Gives up waiting for the turn.</param>
    /// <param name="require">Throws when the set is not the one that the caller looked at; null: any will do.</param>
    /// <returns>The license that was removed; null when none of that id is installed.</returns>
    /// <exception cref="Journal.JournalException">The journal cannot be used; nothing was changed.</exception>
    internal async Task<InstalledLicense?> RemoveAsync(
        ServerLog log, string id, string by, CancellationToken cancellationToken, Action<LicenseSet>? require = null)
    {
        InstalledLicense? removed = null;
        await log.AppendAsync(
            () =>
            {
                require?.Invoke(Installed);
                removed = Installed.Find(id);
                return removed is null ? null : new LicenseRemoved(id, by);
            },
            cancellationToken);
        return removed;
    }

    /// <summary>Gives every pool the lines that the installed licenses come to, where it has others.</summary>
    /// <exception cref="Lanes.DeskRefusedException">A pool could not take them; <see cref="IsBehind"/> stays true.</exception>
    internal async Task ReconcileAsync(IPoolLines pools, CancellationToken cancellationToken)
    {
        await reconciling.WaitAsync(cancellationToken);
        try
        {
            isBehind = true;
            var set = Installed;
            foreach (var pool in LinePlan.Difference(pools.Current, set.Plan).ToArray())
                await pools.SetAsync(pool, LinePlan.LinesOf(set.Plan, pool), cancellationToken);
            isBehind = !ReferenceEquals(set, Installed);
        }
        finally
        {
            reconciling.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => reconciling.Dispose();
}
