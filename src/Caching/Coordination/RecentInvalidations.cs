namespace Caching.Coordination;

/// <summary>
/// When this process invalidated what, for explanations. Not kept with the epochs: an epoch that a remote store keeps has no object here.
/// </summary>
internal sealed class RecentInvalidations(TimeProvider time)
{
    // Each is two words and a name that the caller had anyway; a thousand are a minute of a busy site, or a day of a quiet one.
    internal const int Kept = 1024;

    private readonly (string Name, DateTimeOffset At)[] _ring = new (string, DateTimeOffset)[Kept];
    private readonly Lock _gate = new();
    private int _next;

    /// <summary>Notes the renewal of an epoch by its name.</summary>
    public void Note(string name)
    {
        lock (_gate)
        {
            _ring[_next] = (name, time.GetUtcNow());
            _next = (_next + 1) % Kept;
        }
    }

    /// <summary>The last renewal of that epoch, or of everything.</summary>
    public (bool Everything, DateTimeOffset? At) Find(string name)
    {
        lock (_gate)
        {
            for (var i = 1; i <= Kept; i++)
            {
                var (noted, at) = _ring[(_next - i + Kept) % Kept];
                if (noted is null) break;
                if (noted == name) return (false, at);
                if (string.Equals(noted, EpochNames.All, StringComparison.OrdinalIgnoreCase) && char.IsUpper(noted[0]) == char.IsUpper(name[0])) return (true, at);
            }
        }

        return default;
    }
}
