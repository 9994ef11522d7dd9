using Caching;

namespace Rendering.Fragments;

/// <summary>
/// The keys of sections. Each begins with a group of its own, which holds what tells the sections of a template apart: a page's key may be
/// any parts, and must never be a section's.
/// </summary>
internal static class FragmentKeys
{
    /// <summary>The keys that a cached partial of a template and each of its sections have where the statement's key is this one.</summary>
    /// <param name="sections">How many sections the template's text has.</param>
    /// <param name="key">The statement's key.</param>
    public static IEnumerable<CacheKey> Of(int sections, CacheKey key)
    {
        yield return After(Partial, key);
        // A partial without a key has one all the same, which is part of its identity.
        if (key == "default") yield return After(Partial, key.ToString(), "");
        for (var section = 0; section < sections; section++) yield return After(section, key);
    }

    private const int Partial = -1;

    private static CacheKey After(int section, CacheKey key) => After(section, "", key.ToString());

    private static CacheKey After(int section, string inside, string behind)
    {
        var writer = new CacheKeyWriter(stackalloc char[32]);
        writer.BeginGroup();
        writer.BeginGroup();
        if (section == Partial) writer.Add(true);
        else writer.Add(section);
        writer.EndGroup();
        var whole = CacheKey.FromEncoded($"{writer.Written}{inside}){behind}");
        writer.Dispose();
        return whole;
    }
}
