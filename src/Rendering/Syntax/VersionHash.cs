using System.Runtime.InteropServices;
using Caching;
using Rendering.Values;

namespace Rendering.Syntax;

/// <summary>
/// What a section must have been made with, as a number that is compared beside the template's digest: the same in every process. The
/// value is typed as parts of keys are, so 1 is not "1".
/// </summary>
internal static class VersionHash
{
    public static ulong Of(in Value value, RenderFrame frame)
    {
        var text = new CacheKeyWriter(stackalloc char[128]);
        try
        {
            KeyParts.Write(ref text, value, frame);
            return Of(text.Written);
        }
        finally
        {
            text.Dispose();
        }
    }

    // FNV-1a by characters, then MurmurHash3's finalizer: the versions of one section follow one another (1, 2, 3; two times), and after
    // FNV alone near texts differ in few bits, which the digest could undo. It guards against forgetting, not against an enemy: who
    // chooses versions is the template.
    private static ulong Of(ReadOnlySpan<char> text)
    {
        var hash = 0xCBF2_9CE4_8422_2325UL;
        foreach (var unit in MemoryMarshal.Cast<char, ushort>(text)) hash = (hash ^ unit) * 0x100_0000_01B3UL;
        hash = (hash ^ (hash >> 33)) * 0xFF51_AFD7_ED55_8CCDUL;
        hash = (hash ^ (hash >> 33)) * 0xC4CE_B9FE_1A85_EC53UL;
        return hash ^ (hash >> 33);
    }
}
