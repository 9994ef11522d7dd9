namespace Rendering.Syntax;

/// <summary>A hash of 64 bits that is the same in every process, for versions: FNV-1a, and a mix that spreads the last characters.</summary>
internal static class TextHash
{
    public static ulong Of(ReadOnlySpan<char> text)
    {
        var hash = 0xCBF2_9CE4_8422_2325;
        foreach (var c in text) hash = (hash ^ c) * 0x0000_0100_0000_01B3;
        hash = (hash ^ (hash >> 33)) * 0xFF51_AFD7_ED55_8CCD;
        hash = (hash ^ (hash >> 33)) * 0xC4CE_B9FE_1A85_EC53;
        return hash ^ (hash >> 33);
    }
}
