using Microsoft.Extensions.Logging;

namespace Caching.Stores;

/// <summary>What a store is made with.</summary>
/// <param name="Name">The type under which it was added.</param>
/// <param name="Time">The only clock that it may use.</param>
/// <param name="Loggers">For what it has to say.</param>
public sealed record StoreContext(string Name, TimeProvider Time, ILoggerFactory Loggers);
