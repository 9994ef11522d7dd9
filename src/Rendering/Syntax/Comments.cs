using System.Security.Cryptography;
using System.Text;

namespace Rendering.Syntax;

/// <summary>The insides of a template's comments, in the order of its text. An edit of one changes nothing that is rendered.</summary>
internal sealed class Comments
{
    private readonly List<(int Start, int End)> _insides = [];

    /// <summary>Notes a comment without its delimiters: their dashes trim the text beside them.</summary>
    public void Add(int start, int end) => _insides.Add((start, end));

    /// <summary>The digest of the text with its comments emptied, which means the same; none where it has no comments.</summary>
    public byte[] DigestOf(string text)
    {
        if (_insides.Count == 0) return [];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var from = 0;
        foreach (var (start, end) in _insides)
        {
            Append(text.AsSpan(from, start - from));
            from = end;
        }
        Append(text.AsSpan(from));
        return hash.GetHashAndReset();

        // Not as UTF-8, in which half a pair, on either side of a comment, would be any other half.
        void Append(ReadOnlySpan<char> part)
        {
            Span<byte> bytes = stackalloc byte[1024];
            for (; part.Length > 0; part = part[Math.Min(part.Length, bytes.Length / 2)..])
                hash.AppendData(bytes[..Encoding.Unicode.GetBytes(part[..Math.Min(part.Length, bytes.Length / 2)], bytes)]);
        }
    }
}
