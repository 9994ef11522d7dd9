namespace Caching.Tests.Entries;

/// <summary>Random keys, from recorded seeds, held against an independent notion of what a key is.</summary>
public sealed class CacheKeyProperties
{
    private static readonly string[] Tricky =
        ["", "a", "b", "a:", ":b", "1", "null", "n;", "i1;", "s1:a", "(", ")", "()", ";", "0:", "s0:", "\0", "||", "/", "a\ud800", "é"];

    [Theory]
    [InlineData(1)]
    [InlineData(20261120)]
    [InlineData(77)]
    public void A_key_is_injective_and_typed(int seed)
    {
        var random = new Random(seed);
        var modelOf = new Dictionary<string, string>(StringComparer.Ordinal);
        var encodedOf = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < 20_000; i++)
        {
            var (key, model) = Composite(random, depth: 0);
            var encoded = key.ToString();
            if (!modelOf.TryAdd(encoded, model)) Assert.Equal(modelOf[encoded], model);
            if (!encodedOf.TryAdd(model, encoded)) Assert.Equal(encodedOf[model], encoded);
        }
    }

    // The model: every part as type name and hexadecimal text, in brackets; nothing in it needs escaping.
    private static (CacheKey Key, string Model) Composite(Random random, int depth)
    {
        var parts = Enumerable.Range(0, random.Next(4)).Select(_ => Part(random, depth)).ToArray();
        var key = CacheKey.Of(Array.ConvertAll(parts, part => part.Key));
        return parts.Length == 1 ? parts[0] : (key, $"[{string.Concat(parts.Select(part => part.Model))}]");
    }

    private static (CacheKey Key, string Model) Part(Random random, int depth)
    {
        var text = Tricky[random.Next(Tricky.Length)];
        var number = random.Next(-2, 3);
        return random.Next(depth > 2 ? 6 : 8) switch
        {
            0 => (default, "[null]"),
            1 => (number, $"[integer {number}]"),
            2 => (number / 2.0, $"[double {number / 2.0:R}]"),
            3 => (number / 2m, $"[decimal {number / 2m}]"),
            4 => (number > 0, $"[bool {number > 0}]"),
            5 => (text, $"[string {string.Concat(text.Select(unit => $"{(int)unit:x4}"))}]"),
            _ => Composite(random, depth + 1),
        };
    }
}
