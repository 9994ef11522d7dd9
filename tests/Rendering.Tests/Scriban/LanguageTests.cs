namespace Rendering.Tests.Scriban;

/// <summary>The language by examples: template and output. Each is run at once, late, cold and warm.</summary>
public sealed class LanguageTests
{
    private static readonly Dictionary<string, object?> Model = new()
    {
        ["name"] = "Ann",
        ["n"] = 3,
        ["price"] = 2.5m,
        ["ratio"] = 5.0,
        ["yes"] = true,
        ["nothing"] = null,
        ["list"] = new[] { 3, 1, 2 },
        ["rows"] = new[] { new Row("x", 2), new Row("y", 1) },
        ["date"] = new DateTime(2026, 3, 1),
    };

    public sealed record Row(string Name, int Size);

    [Theory]
    // Printing.
    [InlineData("{{ name }} {{ n }} {{ price }} {{ ratio }} {{ yes }} {{ nothing }}{{ date }}", "Ann 3 2.5 5 true 01 Mar 2026")]
    [InlineData("{{ [1, 'a', null, 1.5] }}{{ {a: 1, 'b': 'x'} }}{{ 1..3 }}{{ [] }}", "[1, \"a\", null, 1.5]{a: 1, b: \"x\"}[1, 2, 3][]")]
    [InlineData("{{ 'a\\n\\'\\u0041' }}{{ \"\\\"\" }}{{ `v\\n``` }}{{ $'<{n + 1}>' }}", "a\n'A\"v\\n`<4>")]
    [InlineData("{{ 0xff }} {{ 0b101 }} {{ 1e3 }} {{ 1.50m }} {{ 100000000000000000000 }} {{ 1_000 }}", "255 5 1000 1.50 100000000000000000000 1000")]
    // Arithmetic and comparison.
    [InlineData("{{ 5 / 2 }} {{ 4 / 2 }} {{ 5 // 2 }} {{ 5 % 3 }} {{ 1 + 2 * 3 }} {{ (1 + 2) * 3 }} {{ -n }} {{ 5 - 2 - 2 }}", "2.5 2 2 2 7 9 -3 1")]
    [InlineData("{{ 9223372036854775807 + 1 }} {{ price * 2 }} {{ 1 + 1.5 }} {{ nothing + 1 }}", "9223372036854775808 5.0 2.5 ")]
    [InlineData("{{ 'a' + 1 }}{{ 1 + 'a' }}{{ 'ab' * 2 }}{{ 2 * 'x' }}{{ 'a' + nothing }}", "a11aababxxa")]
    [InlineData("{{ 1 == 1.0 }} {{ 'a' < 'b' }} {{ n >= 3 }} {{ nothing == null }} {{ '1' == 1 }} {{ 1 < nothing }}", "true true true true true false")]
    [InlineData("{{ 0 && '' }} {{ nothing || false }} {{ !nothing }} {{ nothing ?? 'd' }} {{ name ?? 'd' }} {{ yes ? 'a' : 'b' }} {{ n > 5 ? 'a' : n > 2 ? 'b' : 'c' }}", "true false true d Ann a b")]
    [InlineData("{{ [1] << 2 }}{{ 0 >> [1] }}{{ 3..<5 }}{{ 3..1 }}", "[1, 2][0, 1][3, 4][3, 2, 1]")]
    // Members and items.
    [InlineData("{{ rows[1].name }}{{ rows[0].size }}{{ list[-1] }}{{ name[0] }}{{ list.size }}{{ list[9] }}{{ nothing?.a.b }}{{ date.year }}", "y22A32026")]
    [InlineData("{{ o = {a: {b: 1}}; o.a.b = 2; o['c'] = 3; o }}{{ o.a['b'] }}{{ o.none }}", "{a: {b: 2}, c: 3}2")]
    [InlineData("{{ a = [1]; a[0] = 5; a[2] = 6; a.tag = 't'; a }}{{ a.tag }}", "[5, null, 6]t")]
    // Assignment.
    [InlineData("{{ x = 1; x += 2; x *= 5; x -= 1; x //= 2; x }}{{ y ??= 7; y }}", "77")]
    [InlineData("{{ x = 5; a = ++x; b = x++; c = --x; a + ' ' + b + ' ' + c }}", "6 6 6")]
    [InlineData("{{ $x = 1\n$x + 1 }}", "2")]
    // Statements.
    [InlineData("{{ if n == 1 }}a{{ else if n == 3 }}b{{ else }}c{{ end }}", "b")]
    [InlineData("{{ for x in list }}{{ x }}{{ if for.last }}!{{ else }},{{ end }}{{ else }}none{{ end }}{{ x }}", "3,1,2!")]
    [InlineData("{{ for x in list reversed offset: 1 limit: 2 }}{{ for.index }}{{ x }}{{ for.even }} {{ end }}", "02true 11false ")]
    [InlineData("{{ for x in 1..9; if x == 2; continue; end; if x == 5; break; end; x; end }}", "134")]
    [InlineData("{{ for p in {a: 1, b: 2} }}{{ p.key }}={{ p.value }} {{ end }}{{ for x in nothing }}{{ else }}none{{ end }}", "a=1 b=2 none")]
    [InlineData("{{ i = 0; while i < 3; i = i + 1; while.index; i; ' '; end }}", "01 12 23 ")]
    [InlineData("{{ case n }}{{ when 1, 2 }}few{{ when 3 }}three{{ else }}many{{ end }}", "three")]
    [InlineData("{{ capture c }}[{{ n }}]{{ end }}{{ c }}{{ c }}", "[3][3]")]
    [InlineData("{{ o = {a: 1}; with o; a; b = 2; n; end; o.b; b }}", "132")]
    [InlineData("{{ for x in 1..2; for y in 1..2; x; y; ' '; end; end }}", "11 12 21 22 ")]
    [InlineData("a{{ ret }}b", "a")]
    [InlineData("{{ tablerow x in list cols: 2 }}{{ x }}{{ end }}", "<tr class=\"row1\"><td class=\"col1\">3</td><td class=\"col2\">1</td></tr>\n<tr class=\"row2\"><td class=\"col1\">2</td></tr>\n")]
    // Functions.
    [InlineData("{{ func inc; ret $0 + 1; end; inc 1; 5 | inc; inc(7); n | inc | inc }}", "2685")]
    [InlineData("{{ func f(a, b = 2, c...); ret a + b + c.size; end; f 1; ' '; f(1, 5, 9, 9); ' '; f b: 3 a: n }}", "3 8 6")]
    [InlineData("{{ f(x) = x * 2; f 4 }}{{ g = do; ret $0 + '!'; end; g 'a' }}", "8a!")]
    [InlineData("{{ func fib(k); if k < 2; ret k; end; ret (fib (k - 1)) + (fib (k - 2)); end; fib 10 }}", "55")]
    [InlineData("{{ func card }}<{{ $0 }}{{ row.name }}>{{ end }}{{ for row in rows; card for.index; end }}", "<0x><1y>")]
    [InlineData("{{ func f; $x = $0; if $0 > 0; f ($0 - 1); end; $x; end; f 3 }}", "0123")]
    [InlineData("{{ func box }}[{{ $$ }}{{ $$ }}]{{ end }}{{ wrap box }}{{ n }}{{ end }}", "[33]")]
    [InlineData("{{ func f; ret $0 + $1 + $2; end; f ^[1, 2, 3]; g = @f; g 1 1 1; (1 | f 2 3) + 1 }}", "637")]
    [InlineData("{{ func f; x = x + 1; ret x; end; x = 0; f + f + f; x }}", "63")]
    [InlineData("{{ list | array.sort | array.each @(do; ret $0 * n; end) | array.join '-' }}", "3-6-9")]
    // What stands inside of a string or a function is no argument of the call around it.
    [InlineData("{{ func g; ret $0 + $1; end; func h; ret $0; end; h $\"<{g 1 2}>\" }}", "<3>")]
    [InlineData("{{ func g(a, b); ret a + b; end; n == 3 ? $'{g b: 1 a: 2}' : 0 }}", "3")]
    [InlineData("{{ func g; ret $0 + $1; end; [1, 2] | array.each do; ret g $0 10; end }}", "[11, 12]")]
    [InlineData("{{ x = do; for reversed in 1..2; reversed; end; end; x }}", "12")]
    // Loops inside one another each tell of themselves.
    [InlineData("{{ for x in list; i = 0; while i < 2; i += 1; for.index; while.index; ' '; end; end }}", "00 01 10 11 20 21 ")]
    [InlineData("{{ i = 0; while i < 2; i += 1; for x in 1..2; while.index; for.index; ' '; end; end }}", "00 01 10 11 ")]
    [InlineData("{{ for x in 1..2; tablerow y in 1..2 cols: 2; for.index; tablerow.index; tablerow.last; end; end }}",
        "<tr class=\"row1\"><td class=\"col1\">00false</td><td class=\"col2\">01true</td></tr>\n<tr class=\"row1\"><td class=\"col1\">10false</td><td class=\"col2\">11true</td></tr>\n")]
    [InlineData("{{ for x in [1, 1, 2, 2.0, 'a', 'a', null]; for.changed ? 'y' : 'n'; end }}", "ynynyny")]
    // Pipes, brackets and lines.
    [InlineData("{{ 'a,b' | string.split ',' | array.join '+' | string.upcase }}", "A+B")]
    [InlineData("{{ name\n  | string.upcase\n  | string.size }}", "3")]
    [InlineData("{{ x = [\n1,\n2,\n]\ny = {\na: 1,\n}\nx.size + y.a }}", "3")]
    // Text.
    [InlineData("a  {{- 1 -}}  b\n  {{~ 2 ~}}  \n c", "a1b\n2 c")]
    [InlineData("{%{ {{ x }} }%}{%%{ }%} }%%}{{ # comment }}{{ ## more\nlines ## }}{{ 1 # one\n2 }}", " {{ x }}  }%} 12")]
    [InlineData("<% other %>{ { } }%>", "<% other %>{ { } }%>")]
    public async Task It_prints(string template, string expected) => Assert.Equal(expected, await ScribanPage.RenderAsync(template, Model));
}
