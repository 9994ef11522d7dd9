using System.Numerics;
using Rendering.Values;

namespace Rendering.Liquid;

/// <summary>Whole numbers of tags, brought into 64 bits: beyond them no loop has a limit and no range an end.</summary>
internal static class Integers
{
    /// <summary>A limit or an offset.</summary>
    /// <exception cref="TemplateRenderException">invalid integer</exception>
    public static long ToInteger(in Value value) => value.IsInt ? value.AsInt : Clamp(LiquidNumbers.ToInteger(value));

    /// <summary>An end of a range.</summary>
    /// <exception cref="TemplateRenderException">invalid integer</exception>
    public static long ToRangeEnd(in Value value) => value.IsInt ? value.AsInt : Clamp(LiquidNumbers.ToRangeEnd(value));

    private static long Clamp(BigInteger number) => (long)BigInteger.Clamp(number, long.MinValue, long.MaxValue);
}
