namespace Caching.Tests.Entries;

/// <summary>Random values and structures, held against an independent notion of what a key is.</summary>
public sealed class CacheKeyFromProperties
{
    private static readonly string[] Tricky =
        ["", "a", "1", "null", "n;", "i1;", "s1:a", "(", ")", "()", ";", "(i1;)", "\0", "e1:", "k1:a(", "a\ud800", "c97;"];

    private enum Small : sbyte { }

    private enum Other { }

    [Theory]
    [InlineData(2)]
    [InlineData(20261120)]
    [InlineData(78)]
    public void A_key_is_injective_and_typed_whatever_it_is_made_of(int seed)
    {
        var random = new Random(seed);
        var modelOf = new Dictionary<string, string>(StringComparer.Ordinal);
        var encodedOf = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < 20_000; i++)
        {
            var (value, model) = Value(random, depth: 0);
            var encoded = CacheKey.From(value).ToString();
            if (!modelOf.TryAdd(encoded, model)) Assert.Equal(modelOf[encoded], model);
            if (!encodedOf.TryAdd(model, encoded)) Assert.Equal(encodedOf[model], encoded);
            Assert.Equal(encoded, CacheKey.Of(CacheKey.From(value)).ToString());
            Assert.Equal(encoded + "i1;", CacheKey.Of(CacheKey.From(value), 1).ToString());
        }
    }

    // The model names the kind of each value and brackets what is in it; texts are hexadecimal, so nothing in it needs escaping.
    private static (object? Value, string Model) Value(Random random, int depth)
    {
        var text = Tricky[random.Next(Tricky.Length)];
        var number = random.Next(-2, 3);
        switch (random.Next(depth > 2 ? 9 : 13))
        {
            case 0: return (null, "[null]");
            case 1: return (number, $"[integer {number}]");
            case 2: return ((long)number, $"[integer {number}]");
            case 3: return (number / 2.0, $"[double {number / 2.0:R}]");
            case 4: return (number > 0, $"[bool {number > 0}]");
            case 5: return (text, $"[string {Hex(text)}]");
            case 6: return ((char)(number + 97), $"[char {number + 97}]");
            case 7: return ((Small)number, $"[small {number}]");
            case 8: return ((Other)number, $"[other {number}]");
            case 9:
                var (key, model) = Value(random, depth + 1);
                return (new Keyed(CacheKey.From(key)), $"[keyed {model}]");
            case 10:
                var (first, firstModel) = Value(random, depth + 1);
                var (second, secondModel) = Value(random, depth + 1);
                return ((first, second), $"[sequence {firstModel}{secondModel}]");
            default:
                var items = Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, depth + 1)).ToArray();
                var values = Array.ConvertAll(items, static item => item.Value);
                return (random.Next(2) == 0 ? values : values.ToList(), $"[sequence {string.Concat(items.Select(static item => item.Model))}]");
        }
    }

    private static string Hex(string text) => string.Concat(text.Select(static unit => $"{(int)unit:x4}"));

    private sealed record Keyed(CacheKey Key) : ICacheKeyed
    {
        public CacheKey GetCacheKey() => Key;
    }
}
