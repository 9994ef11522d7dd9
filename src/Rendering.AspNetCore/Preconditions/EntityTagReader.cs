using Microsoft.Extensions.Primitives;

namespace Rendering.AspNetCore;

/// <summary>
/// Reads the list of an If-Match or If-None-Match header a member at a time, without allocating. A malformed member is
/// skipped and the reading goes on, since one broken proxy must not void what the client knows.
/// </summary>
internal ref struct EntityTagReader(ReadOnlySpan<char> list)
{
    private ReadOnlySpan<char> _rest = list;

    /// <summary>How a list names a tag.</summary>
    public enum Found
    {
        Nowhere,
        Weak,
        Strong,
    }

    /// <summary>Whether the lines of <paramref name="header"/> name <paramref name="opaque"/>; strongly, if any member does.</summary>
    public static Found Find(StringValues header, ReadOnlySpan<char> opaque)
    {
        var found = Found.Nowhere;
        foreach (var line in header)
        {
            var reader = new EntityTagReader(line);
            while (reader.Read(out var weak, out var member))
            {
                if (!member.SequenceEqual(opaque))
                    continue;
                if (!weak)
                    return Found.Strong;
                found = Found.Weak;
            }
        }

        return found;
    }

    /// <summary>Moves to the next well-formed member.</summary>
    public bool Read(out bool weak, out ReadOnlySpan<char> opaque)
    {
        while (true)
        {
            _rest = _rest.TrimStart(" \t,");
            if (_rest.IsEmpty)
            {
                weak = false;
                opaque = default;
                return false;
            }

            var length = ReadTag(_rest, out weak, out opaque);
            if (length > 0 && EndsMember(_rest[length..]))
            {
                _rest = _rest[length..];
                return true;
            }

            _rest = _rest[LengthOfMalformed(_rest)..];
        }
    }

    /// <summary>The length of the tag that <paramref name="text"/> starts with; 0 where it starts with none.</summary>
    public static int ReadTag(ReadOnlySpan<char> text, out bool weak, out ReadOnlySpan<char> opaque)
    {
        weak = text.StartsWith("W/");
        var open = weak ? 2 : 0;
        opaque = default;
        if (open >= text.Length || text[open] != '"')
            return 0;
        var content = text[(open + 1)..];
        for (var i = 0; i < content.Length; i++)
        {
            if (content[i] == '"')
            {
                opaque = content[..i];
                return open + i + 2;
            }

            if (!IsEtagc(content[i]))
                return 0;
        }

        return 0;
    }

    // obs-text (RFC 9110, 5.5) is any octet above ASCII, whatever the server decoded it to.
    private static bool IsEtagc(char c) => c is '!' or (>= '#' and <= '~') or >= '\u0080';

    private static bool EndsMember(ReadOnlySpan<char> rest)
    {
        rest = rest.TrimStart(" \t");
        return rest.IsEmpty || rest[0] == ',';
    }

    // A comma inside quotes ends no member, but a quote that is never closed must not swallow the members behind it: only
    // a pair of quotes that a comma or the end follows counts as one member.
    private static int LengthOfMalformed(ReadOnlySpan<char> text)
    {
        var open = text.StartsWith("W/") ? 2 : 0;
        if (open < text.Length && text[open] == '"')
        {
            var close = text[(open + 1)..].IndexOf('"');
            var end = open + close + 2;
            if (close >= 0 && EndsMember(text[end..]))
                return end;
        }

        var comma = text.IndexOf(',');
        return comma < 0 ? text.Length : comma;
    }
}
