using System.Buffers.Text;
using System.Globalization;
using Caching.Stores;
using StackExchange.Redis;

namespace Caching.Redis;

/// <summary>Numbers and epochs as the scripts write them: sixteen digits each.</summary>
internal static class Answer
{
    private const int Digits = 16;

    public static RedisValue Write(ulong number) => number.ToString("x16", CultureInfo.InvariantCulture);

    public static ulong Number(RedisResult answer) => Number((byte[])answer);

    public static StoredRead Entry(RedisResult bytes, RedisResult epochs, DateTimeOffset now)
    {
        if (bytes.IsNull) return new(null, null, now);
        var text = ((byte[])epochs).AsSpan();
        var values = new ulong[text.Length / Digits];
        // One that is not there equals none that an entry may carry.
        for (var i = 0; i < values.Length; i++)
            values[i] = Number(text.Slice(i * Digits, Digits)) is var known and not 0 ? known : IEpochStore.Draw();
        return new((byte[])bytes, values, now);
    }

    private static ulong Number(ReadOnlySpan<byte> digits) =>
        Utf8Parser.TryParse(digits, out ulong number, out var read, 'x') && read == digits.Length
            ? number
            : throw new FormatException("The server's answer is not one of the store's scripts.");
}
