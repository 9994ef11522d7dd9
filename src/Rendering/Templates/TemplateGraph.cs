using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Rendering.Engines;

namespace Rendering.Templates;

/// <summary>
/// The parsed templates of a source and what they name in their text. A template's closure digest changes with the template, with
/// anything that it includes or lays itself out in, and with the options of its engine.
/// </summary>
internal sealed class TemplateGraph(ITemplateSource source, EngineTable engines, Action<ICompiledTemplate>? check = null)
{
    // Names that templates make up at run time are looked for in vain without end; only so many are remembered.
    private const int MostAbsent = 10_000;

    private readonly ConcurrentDictionary<string, TemplateEntry> _entries = new(StringComparer.Ordinal);
    // What names without an extension stand for, by who asks. Only what exists is kept, under names that templates have in their text.
    private readonly ConcurrentDictionary<(string Name, string? From), (TemplateEntry Entry, long Generation)> _completed = new();
    private readonly ConcurrentDictionary<string, Lock> _gates = new(StringComparer.Ordinal);
    private int _absent;
    private int _edits;

    /// <summary>
    /// How often a template turned out to have changed. A render during which it grows may have read texts of two states, and must
    /// not be stored under the digest of either.
    /// </summary>
    public int Edits => Volatile.Read(ref _edits);

    /// <summary>The templates that were used.</summary>
    public IEnumerable<string> Names => _entries.Where(static entry => !entry.Value.IsAbsent).Select(static entry => entry.Key);

    /// <summary>The state of the source, read once a render so that a render sees one state of each template.</summary>
    public long Generation => source.Generation;

    /// <summary>
    /// Finds a template as another one names it: as it stands, then with the extension of the one that asks, then with every other.
    /// </summary>
    /// <param name="name">The name.</param>
    /// <param name="from">The template that asks, or null.</param>
    /// <param name="generation">The state of the source that the render began with.</param>
    /// <param name="missed">Gets the names that were looked for in vain.</param>
    /// <exception cref="TemplateSyntaxException">It does not parse.</exception>
    public TemplateEntry? Find(string name, string? from, long generation, Action<string>? missed = null)
    {
        // Only names that were found sound are ever remembered.
        if (_entries.TryGetValue(name, out var known) && known.Verified == generation && !known.IsAbsent) return known;
        if (missed is null && _completed.TryGetValue((name, from), out var completed) && completed.Generation == generation) return completed.Entry;
        if (TemplateName.Normalize(name) is not { } normal) return null;
        if (Get(normal, generation) is { } exact) return exact;
        missed?.Invoke(normal);
        foreach (var extension in engines.ExtensionsAfter(from))
        {
            var candidate = normal + extension;
            if (Get(candidate, generation) is { } found)
            {
                // A name with slashes before it has endless spellings.
                if (missed is null && name[0] != '/') _completed[(name, from)] = (found, generation);
                return found;
            }
            missed?.Invoke(candidate);
        }
        return null;
    }

    /// <summary>The closure digest of a template by its exact name; 0 where there is none.</summary>
    public ulong DigestOf(string name, long generation)
    {
        try
        {
            return Get(name, generation) is { } entry ? Closure(entry, generation) : 0;
        }
        catch (TemplateSyntaxException)
        {
            // What no longer parses is not what a rendition was made from.
            return ulong.MaxValue;
        }
    }

    /// <summary>The digest of a template and of everything that it names in its text.</summary>
    public ulong Closure(TemplateEntry entry, long generation)
    {
        if (entry.Closure is { } known && known.Generation == generation) return known.Digest;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        // A list of work, since templates that name one another may be a chain of any length. Each is taken once, in the order in
        // which it is first named, so rings end and the digest depends on nothing but the templates.
        var work = new Queue<TemplateEntry>([entry]);
        var seen = new HashSet<string>(StringComparer.Ordinal) { entry.Name };
        while (work.TryDequeue(out var next))
        {
            Append(hash, '=', next.Name);
            hash.AppendData(next.Digest);
            foreach (var reference in next.Compiled.References)
            {
                var found = FindOrDescribe(reference.Name, next.Name, generation, hash);
                Append(hash, found is null ? '-' : '+', found?.Name ?? reference.Name);
                if (found is not null && seen.Add(found.Name)) work.Enqueue(found);
            }
        }
        var digest = BitConverter.ToUInt64(hash.GetHashAndReset());
        entry.Closure = new ClosureDigest(generation, digest);
        return digest;
    }

    /// <summary>Adds a template and all that it names in its text, by their full names with their present digests; 0 for what is not there.</summary>
    public void AddClosure(string name, IDictionary<string, ulong> digests)
    {
        var generation = Generation;
        var work = new Queue<(string Name, string? From)>([(name, null)]);
        while (work.TryDequeue(out var next))
        {
            try
            {
                var found = Find(next.Name, next.From, generation);
                if (!digests.TryAdd(found?.Name ?? next.Name, found is null ? 0 : Closure(found, generation)) || found is null) continue;
                foreach (var reference in found.Compiled.References) work.Enqueue((reference.Name, found.Name));
            }
            catch (TemplateSyntaxException)
            {
                digests.TryAdd(next.Name, ulong.MaxValue);
            }
        }
    }

    private TemplateEntry? FindOrDescribe(string name, string from, long generation, IncrementalHash hash)
    {
        try
        {
            return Find(name, from, generation);
        }
        catch (TemplateSyntaxException error)
        {
            // Whoever renders it will say so; until then, its error stands for it.
            Append(hash, '!', error.Message);
            return null;
        }
    }

    private static void Append(IncrementalHash hash, char what, string text) => hash.AppendData(Encoding.UTF8.GetBytes($"{what}{text.Length}:{text}"));

    private TemplateEntry? Get(string name, long generation)
    {
        if (_entries.TryGetValue(name, out var entry))
        {
            if (entry.Verified == generation) return entry.IsAbsent ? null : entry;
            if (source.Stamp(name) == entry.Stamp)
            {
                entry.Verified = generation;
                return entry.IsAbsent ? null : entry;
            }
        }
        return Load(name, generation);
    }

    // One at a time compiles a template, and none waits for another template's compilation.
    private TemplateEntry? Load(string name, long generation)
    {
        var gate = _gates.GetOrAdd(name, static _ => new Lock());
        try
        {
            lock (gate) return LoadAlone(name, generation);
        }
        finally
        {
            // Who waits at the gate finds the entry; who comes by another one meanwhile compiles the same text twice at worst.
            _gates.TryRemove(name, out _);
        }
    }

    private TemplateEntry? LoadAlone(string name, long generation)
    {
        // Stamp before text: a change in between leaves an old stamp on a new text, which is looked at again.
        var stamp = source.Stamp(name);
        if (_entries.TryGetValue(name, out var known) && known.Stamp == stamp)
        {
            known.Verified = generation;
            return known.IsAbsent ? null : known;
        }
        if (known is not null) Interlocked.Increment(ref _edits);
        var text = stamp is null ? null : source.Read(name);
        if (text is null)
        {
            if (known is not null) _entries.TryRemove(name, out _);
            if (Volatile.Read(ref _absent) < MostAbsent && _entries.TryAdd(name, TemplateEntry.Absent(name, generation))) Interlocked.Increment(ref _absent);
            return null;
        }
        var engine = engines.Of(name);
        var compiled = engine.Compile(new TemplateSource(name, text));
        check?.Invoke(compiled);
        var said = compiled.Digest.IsEmpty ? $"\0{text}" : $"\0\0{Convert.ToHexString(compiled.Digest.Span)}";
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(engine.Fingerprint + said));
        return _entries[name] = new TemplateEntry(name, compiled, digest, stamp) { Verified = generation };
    }
}

/// <summary>A closure digest and the state of the source that it was computed for.</summary>
internal sealed record ClosureDigest(long Generation, ulong Digest);

/// <summary>A parsed template, or the knowledge that there is none.</summary>
internal sealed class TemplateEntry(string name, ICompiledTemplate compiled, byte[] digest, long? stamp)
{
    private readonly HashSet<string> _references = [.. compiled?.References.Select(static r => r.Name) ?? []];
    private long _verified;

    public static TemplateEntry Absent(string name, long generation) => new(name, null!, [], null) { Verified = generation };

    public string Name => name;

    public bool IsAbsent => compiled is null;

    public ICompiledTemplate Compiled => compiled;

    public byte[] Digest => digest;

    public long? Stamp => stamp;

    /// <summary>The state of the source in which it was last seen unchanged.</summary>
    public long Verified
    {
        get => Volatile.Read(ref _verified);
        set => Volatile.Write(ref _verified, value);
    }

    public ClosureDigest? Closure { get; set; }

    /// <summary>Whether a page of this name is escaped; null until somebody asked.</summary>
    public bool? Escapes { get; set; }

    /// <summary>Whether its text names that template, so that its closure digest covers it.</summary>
    public bool Names(string template) => _references.Contains(template);
}
