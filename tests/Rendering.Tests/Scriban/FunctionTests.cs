using Rendering.Scriban.Functions;

namespace Rendering.Tests.Scriban;

/// <summary>Every function of the table, by an example.</summary>
public sealed class FunctionTests
{
    public static TheoryData<string, string> Examples => new()
    {
        { "[1] | array.add 2", "[1, 2]" },
        { "[1] | array.add_range [2, 3]", "[1, 2, 3]" },
        { "[1, 5] | array.any @(do; ret $0 > $1; end) 4", "true" },
        { "[1, null] | array.compact", "[1]" },
        { "[1] | array.concat [2]", "[1, 2]" },
        { "[1, 'a'] | array.contains 'a'", "true" },
        { "array.cycle ['a', 'b']; array.cycle ['a', 'b']; array.cycle ['a', 'b']", "aba" },
        { "['a'] | array.each @string.upcase", "[\"A\"]" },
        { "[1, 5] | array.filter @(do; ret $0 > 2; end)", "[5]" },
        { "1..3 | array.first", "1" },
        { "[1, 3] | array.insert_at 1 2", "[1, 2, 3]" },
        { "[1, 'b'] | array.join '-'", "1-b" },
        { "[1, 2] | array.last", "2" },
        { "1..9 | array.limit 2", "[1, 2]" },
        { "[{a: 1}, {a: 2}] | array.map 'a'", "[1, 2]" },
        { "1..4 | array.offset 2", "[3, 4]" },
        { "1..3 | array.remove_at (-1)", "[1, 2]" },
        { "1..3 | array.reverse", "[3, 2, 1]" },
        { "array.size [1, 2]", "2" },
        { "[{n: 'b'}, {n: 'a'}] | array.sort 'n'; ['b', 'A', null] | array.sort", "[{n: \"a\"}, {n: \"b\"}][null, \"A\", \"b\"]" },
        { "[1, 1, 2] | array.uniq", "[1, 2]" },
        { "date.parse '2024-02-28' | date.add_days 2", "01 Mar 2024" },
        { "date.parse '2024-01-01T23:00' | date.add_hours 1.5 | date.to_string '%d %H:%M'", "02 00:30" },
        { "(date.parse '2024-01-01' | date.add_milliseconds 5).millisecond", "5" },
        { "(date.parse '2024-01-01' | date.add_minutes 61).minute", "1" },
        { "date.parse '2024-01-31' | date.add_months 1", "29 Feb 2024" },
        { "(date.parse '2024-01-01' | date.add_seconds 61).second", "1" },
        { "date.parse '2024-02-29' | date.add_years 1", "28 Feb 2025" },
        { "date.now == date.utc_now", "true" },
        { "date.parse '2024-01-02' | date.to_string '%g'", "02 Jan 2024" },
        { "'<a>' | html.escape", "&lt;a&gt;" },
        { "'a\\nb' | html.newline_to_br", "a<br />\nb" },
        { "'<a>' | html.raw", "<a>" },
        { "'<p title=\">\">a</p><script>x</script>' | html.strip", "a" },
        { "'a b&c' | html.url_encode", "a%20b%26c" },
        { "'/a b?c=<d>' | html.url_escape", "/a%20b?c=%3Cd%3E" },
        { "math.abs (-5)", "5" },
        { "4.2 | math.ceil", "5" },
        { "9 | math.divided_by 2", "4" },
        { "4.7 | math.floor", "4" },
        { "255 | math.format 'X4'; 1.234 | math.format '0.0'", "00FF1.2" },
        { "1.5 | math.is_number", "true" },
        { "5 | math.minus 2", "3" },
        { "5 | math.modulo 3", "2" },
        { "1 | math.plus 2", "3" },
        { "4.5612 | math.round 2; 2.5 | math.round", "4.563" },
        { "2 | math.times 3", "6" },
        { "null | object.default 'd'; '' | object.default 'e'", "de" },
        { "1.5 | object.format '0.00'", "1.50" },
        { "('{\"a\": [1]}' | object.from_json).a", "[1]" },
        { "{a: null} | object.has_key 'a'", "true" },
        { "{a: null} | object.has_value 'a'", "false" },
        { "{a: 1, b: 2} | object.keys", "[\"a\", \"b\"]" },
        { "1.5 | object.kind; [] | object.kind", "doublearray" },
        { "{a: 1} | object.size", "1" },
        { "1 | object.typeof; 1..2 | object.typeof", "numberiterator" },
        { "{a: 1} | object.values", "[1]" },
        { "'a.b' | regex.escape", "a\\.b" },
        { "'a1' | regex.match '([a-z])([0-9])'", "[\"a1\", \"a\", \"1\"]" },
        { "'a1b2' | regex.matches '[a-z]'", "[[\"a\"], [\"b\"]]" },
        { "'A1' | regex.replace '([a-z])' '<$1>' 'i'", "<A>1" },
        { "'a, b' | regex.split `,\\s*`", "[\"a\", \"b\"]" },
        { "'a\\\\.b' | regex.unescape", "a.b" },
        { "'a' | string.append 'b'", "ab" },
        { "'aGk=' | string.base64_decode", "hi" },
        { "'hi' | string.base64_encode", "aGk=" },
        { "'ab' | string.capitalize", "Ab" },
        { "'ab cd' | string.capitalizewords", "Ab Cd" },
        { "'abc' | string.contains 'b'", "true" },
        { "'AB' | string.downcase", "ab" },
        { "'' | string.empty", "true" },
        { "'abc' | string.ends_with 'bc'", "true" },
        { "'AB' | string.equals_ignore_case 'ab'", "true" },
        { "'A & b!' | string.handleize", "a-b" },
        { "'a' | string.hmac_sha1 'k' | string.size", "40" },
        { "'a' | string.hmac_sha256 'k' | string.size", "64" },
        { "'a' | string.hmac_sha512 'k' | string.size", "128" },
        { "'a\\n' | string.literal", "\"a\\n\"" },
        { "'[' + ('  a ' | string.lstrip) + ']'", "[a ]" },
        { "'a' | string.md5", "0cc175b9c0f1b6a831c399e269772661" },
        { "'a' | string.pad_left 3", "  a" },
        { "'a' | string.pad_right 3", "a  " },
        { "1 | string.pluralize 'item' 'items'; 2 | string.pluralize 'item' 'items'", "itemitems" },
        { "'a' | string.prepend 'b'", "ba" },
        { "'abab' | string.remove 'a'", "bb" },
        { "'abab' | string.remove_first 'a'", "bab" },
        { "'abab' | string.remove_last 'a'", "abb" },
        { "'abab' | string.replace 'a' 'c'", "cbcb" },
        { "'abab' | string.replace_first 'a' 'c'", "cbab" },
        { "'[' + (' a ' | string.rstrip) + ']'", "[ a]" },
        { "'a' | string.sha1", "86f7e437faa5a7fce15d1ddcb9eaeaea377667b8" },
        { "'a' | string.sha256 | string.size", "64" },
        { "'a' | string.sha512 | string.size", "128" },
        { "'abc' | string.size", "3" },
        { "'hello' | string.slice 1 length: 3; 'hello' | string.slice (-2)", "elllo" },
        { "'hello' | string.slice1 1", "e" },
        { "'a,b,,c' | string.split ','", "[\"a\", \"b\", \"c\"]" },
        { "'abc' | string.starts_with 'ab'", "true" },
        { "' a ' | string.strip", "a" },
        { "'a\\r\\nb' | string.strip_newlines", "ab" },
        { "'1.5' | string.to_double", "1.5" },
        { "'1.5' | string.to_float", "1.5" },
        { "('12' | string.to_int) + 1", "13" },
        { "('x' | string.to_long) ?? 'none'", "none" },
        { "'This is long' | string.truncate 8; 'abc' | string.truncate 2 '…'", "This ...a…" },
        { "'one two three' | string.truncatewords 2", "one two..." },
        { "'ab' | string.upcase", "AB" },
        { "' ' | string.whitespace", "true" },
        { "(timespan.from_days 1.5).total_hours", "36" },
        { "(timespan.from_hours 25).days", "1" },
        { "(timespan.from_milliseconds 5).milliseconds", "5" },
        { "(timespan.from_minutes 5).minutes", "5" },
        { "(date.parse '2024-01-01') + (timespan.from_seconds 86400)", "02 Jan 2024" },
        { "(timespan.parse '1.02:00:00').hours", "2" },
        { "(timespan.zero + (timespan.from_days 2)).days", "2" },
    };

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task It_does_what_its_example_says(string template, string expected) =>
        Assert.Equal(expected, await ScribanPage.RenderAsync("{{ " + template + " }}"));

    [Theory]
    // Each order of the same values, in which numbers compare as numbers and with text as text, sorts alike.
    [InlineData("[9, 10, '5', 2.5, null, true, 9.0m] | array.sort", "[null, true, 2.5, 9, 9.0, 10, \"5\"]")]
    [InlineData("['5', 10, 9.0m, true, 9, null, 2.5] | array.sort", "[null, true, 2.5, 9, 9.0, 10, \"5\"]")]
    [InlineData("x = []; for i in 1..100; x = x << 10 << '5' << 9 << (0.0 / 0.0) << i; end; x | array.sort | array.size", "500")]
    [InlineData("'abc' | string.truncate (-9999999999)", "...")]
    [InlineData("\"a b\\nc  d\" | string.truncatewords 3", "a b c...")]
    [InlineData("\"a\\fb\\r\\nc\" | html.newline_to_br | string.literal", "\"a\fb<br />\\nc\"")]
    [InlineData("'99999999999' | string.to_int | object.typeof; '99999999999' | string.to_long", "99999999999")]
    [InlineData("o = '{\"a\": 1, \"l\": [1, {\"b\": null}]}' | object.from_json; o.b = 2; o.l[2] = 'x'; o", "{a: 1, l: [1, {b: null}, \"x\"], b: 2}")]
    [InlineData("'a1b22c' | regex.split '([0-9])' | array.join '|'", "a|1|b|2||2|c")]
    [InlineData("'a1b22c' | regex.replace '([0-9])' '<$1>'; 'abc' | regex.replace 'x' 'y'; 'abc' | regex.replace '' '-'", "a<1>b<2><2>cabc-a-b-c-")]
    [InlineData("'' * 5; 'ab' * 3; 3 * 'ab' == 'ababab'", "abababtrue")]
    public async Task It_keeps_to_its_bounds_and_orders(string template, string expected) =>
        Assert.Equal(expected, await ScribanPage.RenderAsync("{{ " + template + " }}"));

    [Fact]
    public async Task The_members_of_a_host_s_object_are_those_that_templates_see() =>
        Assert.Equal("[\"long_name\", \"size\"] [\"x\", 2] 2 true", await ScribanPage.With("{{ o | object.keys }} {{ o | object.values }} {{ o | object.size }} {{ o | object.has_key 'long_name' }}")
            .RenderAsync("page.scriban", new { o = new Named(Task.FromResult("x"), 2) }));

    private sealed record Named(Task<string> LongName, int Size);

    [Fact]
    public void Every_function_has_an_example()
    {
        var shown = string.Join('\n', Examples.Select(static example => (string)example[0]));
        Assert.All(FunctionTable.All, function => Assert.Contains(function.Name, shown, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{{ x | html.escape }}{{ x }}", "&lt;&amp;ä&gt;&lt;&amp;ä&gt;")]
    [InlineData("{{ (x | html.raw) + x }}", "<&ä>&lt;&amp;ä&gt;")]
    [InlineData("{{ capture c }}<b>{{ x }}</b>{{ end }}{{ c }}{{ c | string.upcase }}", "<b>&lt;&amp;ä&gt;</b>&lt;B&gt;&amp;LT;&amp;AMP;Ä&amp;GT;&lt;/B&gt;")]
    [InlineData("{{ [x, 'a'] }}{{ x | string.truncate 2 '>' }}", "[&quot;&lt;&amp;ä&gt;&quot;, &quot;a&quot;]&lt;&gt;")]
    public async Task Where_output_is_escaped_only_markup_is_not(string template, string expected) =>
        Assert.Equal(expected, await new Support.Site(("page.scriban", template)).RenderAsync("page.scriban", new { x = "<&ä>" }));
}
