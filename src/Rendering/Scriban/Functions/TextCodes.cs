using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Rendering.Syntax.Filters;
using Rendering.Values;

namespace Rendering.Scriban.Functions;

/// <summary>Text in other codes: digests in hexadecimal, Base64, a literal of the language.</summary>
[SuppressMessage("Security", "CA5350", Justification = "for addresses of services that ask for it, such as avatars")]
[SuppressMessage("Security", "CA5351", Justification = "for addresses of services that ask for it, such as avatars")]
internal static class TextCodes
{
    public static BuiltInFunction[] All { get; } =
    [
        new("string.base64_decode", "text", Decode),
        new("string.base64_encode", "text", static (FilterContext context, in Value text, in FilterArguments _) => Checked(context, Convert.ToBase64String(Bytes(context, text)))),
        new("string.hmac_sha1", "text secret", static (FilterContext context, in Value text, in FilterArguments arguments) => Hex(HMACSHA1.HashData(Bytes(context, arguments[0]), Bytes(context, text)))),
        new("string.hmac_sha256", "text secret", static (FilterContext context, in Value text, in FilterArguments arguments) => Hex(HMACSHA256.HashData(Bytes(context, arguments[0]), Bytes(context, text)))),
        new("string.hmac_sha512", "text secret", static (FilterContext context, in Value text, in FilterArguments arguments) => Hex(HMACSHA512.HashData(Bytes(context, arguments[0]), Bytes(context, text)))),
        new("string.literal", "text", static (FilterContext context, in Value text, in FilterArguments _) => text.IsNil ? default : Checked(context, Literal(ScribanText.Of(context, text)))),
        new("string.md5", "text", static (FilterContext context, in Value text, in FilterArguments _) => Hex(MD5.HashData(Bytes(context, text)))),
        new("string.sha1", "text", static (FilterContext context, in Value text, in FilterArguments _) => Hex(SHA1.HashData(Bytes(context, text)))),
        new("string.sha256", "text", static (FilterContext context, in Value text, in FilterArguments _) => Hex(SHA256.HashData(Bytes(context, text)))),
        new("string.sha512", "text", static (FilterContext context, in Value text, in FilterArguments _) => Hex(SHA512.HashData(Bytes(context, text)))),
    ];

    private static Value Decode(FilterContext context, in Value text, in FilterArguments arguments)
    {
        try
        {
            return Value.FromString(Encoding.UTF8.GetString(Convert.FromBase64String(ScribanText.Of(context, text))));
        }
        catch (FormatException)
        {
            throw new FilterException("The text is not Base64");
        }
    }

    private static byte[] Bytes(FilterContext context, in Value text)
    {
        var plain = ScribanText.Of(context, text);
        ScribanText.Check(context, plain.Length * 2L);
        context.Step(plain.Length / 64);
        return Encoding.UTF8.GetBytes(plain);
    }

    private static Value Checked(FilterContext context, string text)
    {
        ScribanText.Check(context, text.Length);
        return Value.FromString(text);
    }

    private static Value Hex(byte[] hash) => Value.FromString(Convert.ToHexStringLower(hash));

    private static string Literal(string text)
    {
        var result = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
            _ = c switch
            {
                '"' or '\\' => result.Append('\\').Append(c),
                '\n' => result.Append("\\n"),
                '\r' => result.Append("\\r"),
                '\t' => result.Append("\\t"),
                _ => result.Append(c),
            };
        return result.Append('"').ToString();
    }
}
