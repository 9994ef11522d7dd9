using Caching.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Caching.Stores.Files;

/// <summary>What a sweeper has to say.</summary>
internal sealed record SweepLog(ILogger Logger, string Type)
{
    public void Failed(Exception error) => Log.SweepFailed(Logger, Type, error);

    public void Swept(long bytes, int reclaimed) => Log.Swept(Logger, Type, bytes, reclaimed);
}
