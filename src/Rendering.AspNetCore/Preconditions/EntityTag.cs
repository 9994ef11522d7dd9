using System.Buffers;

namespace Rendering.AspNetCore;

/// <summary>
/// An entity tag (RFC 9110, 8.8.3): an opaque text that names one version of a representation, and whether it is weak.
/// </summary>
/// <remarks>
/// Equality compares both parts. Whether two tags <em>match</em> is another question, and has two answers:
/// <see cref="MatchesStrongly"/> and <see cref="MatchesWeakly"/>.
/// </remarks>
public readonly struct EntityTag : IEquatable<EntityTag>
{
    // etagc without obs-text: a server refuses to send a header outside ASCII, so a tag that we make must never hold any.
    private static readonly SearchValues<char> Writable = SearchValues.Create(
        [.. Enumerable.Range(0x21, 0x7E - 0x21 + 1).Select(c => (char)c).Where(c => c != '"')]);

    private readonly string? _opaque;

    /// <summary>A tag of the given opaque text.</summary>
    /// <param name="opaque">Printable ASCII without spaces and double quotes; may be empty.</param>
    /// <param name="weak">Whether the tag only promises equivalence, not the same bytes.</param>
    /// <exception cref="ArgumentException"><paramref name="opaque"/> has a character that a tag cannot carry.</exception>
    public EntityTag(string opaque, bool weak = false)
    {
        ArgumentNullException.ThrowIfNull(opaque);
        if (!IsWritable(opaque))
            throw new ArgumentException("An entity tag holds printable ASCII without spaces and double quotes.", nameof(opaque));
        _opaque = opaque;
        IsWeak = weak;
    }

    private EntityTag(ReadOnlySpan<char> parsed, bool weak)
    {
        _opaque = parsed.ToString();
        IsWeak = weak;
    }

    /// <summary>What stands between the quotes.</summary>
    public string Opaque => _opaque ?? "";

    /// <summary>Whether the tag carries <c>W/</c>.</summary>
    public bool IsWeak { get; }

    /// <summary>Whether all of <paramref name="opaque"/> may be sent between the quotes of a tag.</summary>
    public static bool IsWritable(ReadOnlySpan<char> opaque) => !opaque.ContainsAnyExcept(Writable);

    /// <summary>Reads one tag; optional white space around it is allowed, anything else beside it is not.</summary>
    /// <returns>False where <paramref name="text"/> is not exactly one tag.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out EntityTag tag)
    {
        text = text.Trim(" \t");
        var length = EntityTagReader.ReadTag(text, out var weak, out var opaque);
        var whole = length > 0 && length == text.Length;
        tag = whole ? new EntityTag(opaque, weak) : default;
        return whole;
    }

    /// <summary>
    /// The tag of any value: a number, or a text of at most 64 characters that a tag can carry, as it is; anything else as a
    /// digest of its canonical form, the same in every process and for every order of a dictionary.
    /// </summary>
    /// <param name="value">What names the version: a number, a text, a date, a list, a dictionary, an object with properties.</param>
    /// <param name="weak">Whether the tag is weak.</param>
    /// <returns>The tag; null where <paramref name="value"/> is null, since nothing names no version.</returns>
    /// <exception cref="ArgumentException">
    /// The value cannot name a version: a task, a function, an object without public properties, a ring of objects.
    /// </exception>
    public static EntityTag? For(object? value, bool weak = false) =>
        value is null ? null : new EntityTag(TagText.Of(value), weak);

    /// <summary>Strong comparison (RFC 9110, 8.8.3.2): neither is weak, and the opaque texts are the same.</summary>
    public bool MatchesStrongly(EntityTag other) => !IsWeak && !other.IsWeak && Opaque == other.Opaque;

    /// <summary>Weak comparison (RFC 9110, 8.8.3.2): the opaque texts are the same.</summary>
    public bool MatchesWeakly(EntityTag other) => Opaque == other.Opaque;

    /// <summary>The tag as it stands in a header, <c>"xyz"</c> or <c>W/"xyz"</c>.</summary>
    public override string ToString() => IsWeak ? $"W/\"{Opaque}\"" : $"\"{Opaque}\"";

    /// <inheritdoc/>
    public bool Equals(EntityTag other) => IsWeak == other.IsWeak && Opaque == other.Opaque;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is EntityTag other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Opaque, IsWeak);

    /// <summary>Whether both parts are the same.</summary>
    public static bool operator ==(EntityTag left, EntityTag right) => left.Equals(right);

    /// <summary>Whether one of the parts differs.</summary>
    public static bool operator !=(EntityTag left, EntityTag right) => !left.Equals(right);
}
