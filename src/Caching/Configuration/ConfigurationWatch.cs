using Caching.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Caching.Configuration;

/// <summary>
/// Hands over what the configurations say, when it is made and after each change, one at a time. A change to something wrong is not
/// handed over: nothing changes but the log.
/// </summary>
internal sealed class ConfigurationWatch : IDisposable
{
    private readonly CacheManagerOptions _options;
    private readonly ILogger _log;
    private readonly Action<CacheSettings> _take;
    private readonly Lock _gate = new();
    private readonly List<IDisposable> _watches = [];
    private bool _isOver;

    /// <exception cref="CacheConfigurationException">A configuration is wrong from the start.</exception>
    public ConfigurationWatch(CacheManagerOptions options, ILogger log, Action<CacheSettings> take)
    {
        (_options, _log, _take) = (options, log, take);
        try
        {
            // Watched before it is read, and a change meanwhile waits: none falls in between.
            lock (_gate)
            {
                foreach (var source in options.Sources)
                    if (source.Watch(Reload) is { } watch) _watches.Add(watch);
                take(CacheSettings.Of(options));
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        lock (_gate) _isOver = true;
        foreach (var watch in _watches) watch.Dispose();
    }

    private void Reload()
    {
        lock (_gate)
        {
            if (_isOver) return;
            try
            {
                _take(CacheSettings.Of(_options));
                Log.ConfigurationTaken(_log);
            }
            catch (Exception error)
            {
                // Whatever it is: the caller is the one who reloads the configuration, and others still wait for its word.
                Log.ConfigurationRefused(_log, error.Message, error);
            }
        }
    }
}
