using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Caching.Entries;

/// <summary>A key for people: the parts of its text as one would write them. What is no key it shows as it is.</summary>
internal static class KeyText
{
    public static string Of(CacheKey key)
    {
        var parts = PartsOf(key);
        return parts.Count == 1 ? parts[0] : $"({string.Join(", ", parts)})";
    }

    public static IReadOnlyList<string> PartsOf(CacheKey key)
    {
        var encoded = key.ToString();
        var parts = new List<string>();
        var rest = encoded.AsSpan();
        while (rest.Length > 0)
            if (TryPart(ref rest, out var part)) parts.Add(part);
            else return [encoded];
        return parts;
    }

    private static bool TryPart(ref ReadOnlySpan<char> rest, out string part)
    {
        part = "";
        var tag = rest[0];
        var body = rest[1..];
        // Whoever can write into a store can write any key: one that is nested without end is shown as it is.
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) return false;
        if (tag == '(') return TryGroup(ref rest, out part);
        if (tag is 's' or 'e' or 'k')
        {
            if (!TryText(ref body, out var text)) return false;
            rest = body;
            if (tag == 's') part = Quoted(text);
            else if (rest.Length == 0 || !TryPart(ref rest, out var inner)) return false;
            else part = $"{text[(text.LastIndexOfAny('.', ':') + 1)..]} {inner}";
            return true;
        }

        var end = body.IndexOf(';');
        if (end < 0) return false;
        rest = body[(end + 1)..];
        var scalar = body[..end].ToString();
        part = tag switch
        {
            'n' => "null",
            'b' => scalar == "1" ? "true" : "false",
            'm' => scalar + "m",
            'c' when ushort.TryParse(scalar, NumberStyles.None, CultureInfo.InvariantCulture, out var code) => $"'{(char)code}'",
            _ => scalar,
        };
        return true;
    }

    private static bool TryGroup(ref ReadOnlySpan<char> rest, out string part)
    {
        part = "";
        var parts = new List<string>();
        var inner = rest[1..];
        while (inner.Length > 0 && inner[0] != ')')
            if (TryPart(ref inner, out var one)) parts.Add(one);
            else return false;
        if (inner.Length == 0) return false;
        rest = inner[1..];
        part = $"({string.Join(", ", parts)})";
        return true;
    }

    // The length, a colon, and so many characters.
    private static bool TryText(ref ReadOnlySpan<char> rest, out ReadOnlySpan<char> text)
    {
        text = default;
        var colon = rest.IndexOf(':');
        if (colon < 0 || !int.TryParse(rest[..colon], NumberStyles.None, CultureInfo.InvariantCulture, out var length)) return false;
        if (length > rest.Length - colon - 1) return false;
        text = rest.Slice(colon + 1, length);
        rest = rest[(colon + 1 + length)..];
        return true;
    }

    private static string Quoted(ReadOnlySpan<char> text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var character in text)
        {
            if (character is '"' or '\\') quoted.Append('\\').Append(character);
            else if (char.IsControl(character)) quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            else quoted.Append(character);
        }

        return quoted.Append('"').ToString();
    }
}
