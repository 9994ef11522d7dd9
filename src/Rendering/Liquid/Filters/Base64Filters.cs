using System.Buffers.Text;
using System.Text;
using Rendering.Syntax.Filters;
using Rendering.Values;

namespace Rendering.Liquid.Filters;

/// <summary>Base64 of a text's UTF-8 bytes (RFC 4648), in the plain and in the URL-safe alphabet. Decoding is strict.</summary>
internal static class Base64Filters
{
    public static Value Encode(FilterContext context, in Value input, in FilterArguments arguments)
    {
        var text = FilterText.Of(input);
        FilterText.Check(context, (long)Encoding.UTF8.GetByteCount(text) / 3 * 4);
        return Value.FromString(Convert.ToBase64String(Encoding.UTF8.GetBytes(text)));
    }

    public static Value EncodeUrlSafe(FilterContext context, in Value input, in FilterArguments arguments) =>
        Value.FromString(Encode(context, input, arguments).AsString!.Replace('+', '-').Replace('/', '_'));

    public static Value Decode(FilterContext context, in Value input, in FilterArguments arguments) => Decode(FilterText.Of(input), "base64_decode");

    public static Value DecodeUrlSafe(FilterContext context, in Value input, in FilterArguments arguments)
    {
        var text = FilterText.Of(input).Replace('-', '+').Replace('_', '/');
        if (!text.EndsWith('=') && text.Length % 4 != 0) text = text.PadRight((text.Length + 3) / 4 * 4, '=');
        return Decode(text, "base64_url_safe_decode");
    }

    private static Value Decode(string text, string filter)
    {
        // White space, which the framework would skip, is refused as any other character outside the alphabet.
        if (text.Length % 4 == 0 && Base64.IsValid(text) && !text.AsSpan().ContainsAny(" \t\r\n")) return Value.FromString(Encoding.UTF8.GetString(Convert.FromBase64String(text)));
        throw new FilterException($"invalid base64 provided to {filter}");
    }
}
