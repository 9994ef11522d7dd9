using Rendering.Output;
using Rendering.Values;

namespace Rendering.Liquid;

/// <summary>Dates as Ruby's Time#to_s prints them: <c>2024-01-01 00:01:58 UTC</c>, or the offset where it is not zero.</summary>
internal static class LiquidDateText
{
    private static readonly DateFormat Day = DateFormat.Compile("%Y-%m-%d");
    private static readonly DateFormat Utc = DateFormat.Compile("%Y-%m-%d %H:%M:%S UTC");
    private static readonly DateFormat Zoned = DateFormat.Compile("%Y-%m-%d %H:%M:%S %z");

    public static void Write(in Value value, Utf8Output output)
    {
        var date = value.AsDate;
        (value.IsDay ? Day : date.Offset == TimeSpan.Zero ? Utc : Zoned).Write(date, output, escape: false);
    }
}
