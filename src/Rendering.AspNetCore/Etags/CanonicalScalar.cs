using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Rendering.AspNetCore;

/// <summary>The values that are one text: each with a letter for its kind, so that 1 is not "1".</summary>
internal static class CanonicalScalar
{
    public static bool TryFormat(object value, out char kind, out string text)
    {
        (kind, var formatted) = value switch
        {
            string s => ('s', s),
            char c => ('s', c.ToString()),
            bool b => ('?', b ? "1" : "0"),
            Enum e => ('e', $"{e.GetType().FullName}:{e:D}"),
            byte or sbyte or short or ushort or int or uint or long or ulong or nint or nuint or Int128 or UInt128 or BigInteger
                => ('#', Format(value, null)),
            float f => ('d', Format((double)f, null)),
            Half h => ('d', Format((double)h, null)),
            double d => ('d', Format(d, null)),
            decimal m => ('c', Format(m, null)),
            // The same instant on a server in another time zone is the same version.
            DateTime t => ('t', Format(t.Kind == DateTimeKind.Local ? t.ToUniversalTime() : t, "O")),
            DateTimeOffset t => ('z', Format(t, "O")),
            DateOnly t => ('y', Format(t, "O")),
            TimeOnly t => ('h', Format(t, "O")),
            TimeSpan t => ('p', Format(t, "c")),
            Guid g => ('g', Format(g, "D")),
            Uri u => ('r', u.OriginalString),
            Version v => ('q', v.ToString()),
            System.Net.IPAddress a => ('a', a.ToString()),
            JsonElement e => OfJson(e),
            _ => ('\0', null),
        };
        text = formatted ?? "";
        return formatted is not null;
    }

    // The text of a number that is no integer stays as it was written: as a double, 1e999 and 1e998 would be one version.
    private static (char Kind, string? Text) OfJson(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => ('s', element.GetString()),
        JsonValueKind.True => ('?', "1"),
        JsonValueKind.False => ('?', "0"),
        JsonValueKind.Number when element.TryGetInt64(out var whole) => ('#', Format(whole, null)),
        JsonValueKind.Number => ('j', element.GetRawText()),
        _ => ('\0', null),
    };

    private static string Format(object value, string? format) => ((IFormattable)value).ToString(format, CultureInfo.InvariantCulture);
}
