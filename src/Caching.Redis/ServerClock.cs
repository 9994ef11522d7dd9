using System.Globalization;
using StackExchange.Redis;

namespace Caching.Redis;

/// <summary>The server's clock, in microseconds since 1970, as its scripts have it; and how far it is ahead of ours, learned from its answers.</summary>
/// <param name="time">Our clock.</param>
/// <param name="timeout">How long a call may take.</param>
/// <param name="given">A clock to be taken for the server's own.</param>
internal sealed class ServerClock(TimeProvider time, TimeSpan timeout, TimeProvider? given)
{
    private const long Unknown = long.MinValue;
    private long _ahead = Unknown;

    /// <summary>The time that a script is to take for the present one; empty: its server's.</summary>
    public RedisValue Given => given is null ? "" : Write(given.GetUtcNow());

    /// <summary>
    /// Until when a call that is made now may be done. Empty where nothing is known of the server's clock: nothing has been read yet, so
    /// nothing is written that could be old.
    /// </summary>
    public RedisValue Deadline => Volatile.Read(ref _ahead) is var ahead && ahead == Unknown
        ? ""
        : Write(time.GetUtcNow() + new TimeSpan(ahead) + timeout);

    public static RedisValue Write(DateTimeOffset instant) =>
        ((instant - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond).ToString(CultureInfo.InvariantCulture);

    /// <summary>What an answer says that it was, to a call that was made at <paramref name="asked"/>.</summary>
    public DateTimeOffset Read(RedisResult answer, DateTimeOffset asked)
    {
        var now = DateTimeOffset.UnixEpoch.AddMicroseconds(long.Parse((string)answer, CultureInfo.InvariantCulture));
        // At least as much as it is: the answer is younger than the question. So a deadline is rather late than early.
        Volatile.Write(ref _ahead, (now - asked).Ticks);
        return given?.GetUtcNow() ?? now;
    }
}
