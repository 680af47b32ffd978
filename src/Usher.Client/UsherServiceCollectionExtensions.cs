using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Usher.Client;

/// <summary>The client in a dependency injection container.</summary>
public static class UsherServiceCollectionExtensions
{
    /// <summary>
    /// Registers one <see cref="UsherClient"/> for the whole container. It connects when it is first asked for
    /// something, and is disposed with the container. Clock and log come from the container unless set.
    /// </summary>
    /// <param name="services">The container.</param>
    /// <param name="configure">Sets servers and trust. Several calls add up.</param>
    public static IServiceCollection AddUsher(this IServiceCollection services, Action<UsherClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions();
        services.Configure(configure);
        services.TryAddSingleton(Make);
        return services;
    }

    private static UsherClient Make(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<UsherClientOptions>>().Value;
        if (ReferenceEquals(options.TimeProvider, TimeProvider.System) && provider.GetService<TimeProvider>() is { } time)
            options.TimeProvider = time;
        if (ReferenceEquals(options.Logger, NullLogger.Instance) && provider.GetService<ILoggerFactory>() is { } logs)
            options.Logger = logs.CreateLogger<UsherClient>();
        return UsherClient.Create(options);
    }
}
