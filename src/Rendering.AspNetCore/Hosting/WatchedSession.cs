using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Session;

namespace Rendering.AspNetCore;

/// <summary>A session that knows whether its values were used; a session itself cannot be asked without being loaded.</summary>
internal sealed class WatchedSession(ISession session) : ISession
{
    /// <summary>Whether anything of it was read or written. Loading it in advance is neither.</summary>
    public bool WasUsed { get; private set; }

    public bool IsAvailable => session.IsAvailable;

    public string Id => Used().Id;

    public IEnumerable<string> Keys => Used().Keys;

    public Task LoadAsync(CancellationToken cancellationToken = default) => session.LoadAsync(cancellationToken);

    public Task CommitAsync(CancellationToken cancellationToken = default) => session.CommitAsync(cancellationToken);

    public bool TryGetValue(string key, [NotNullWhen(true)] out byte[]? value) => Used().TryGetValue(key, out value);

    public void Set(string key, byte[] value) => Used().Set(key, value);

    public void Remove(string key) => Used().Remove(key);

    public void Clear() => Used().Clear();

    private ISession Used()
    {
        WasUsed = true;
        return session;
    }
}

/// <summary>A store whose sessions are watched.</summary>
internal sealed class WatchedSessionStore(ISessionStore store) : ISessionStore
{
    public ISession Create(string sessionKey, TimeSpan idleTimeout, TimeSpan ioTimeout, Func<bool> tryEstablishSession, bool isNewSessionKey) =>
        new WatchedSession(store.Create(sessionKey, idleTimeout, ioTimeout, tryEstablishSession, isNewSessionKey));
}
