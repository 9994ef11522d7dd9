using Rendering.Tests.Lazy;
using Rendering.Tests.Support;

namespace Rendering.Tests.Scriban;

/// <summary>Templates mutated at random from a recorded seed: an error of this library or a page, never anything else, never a hang.</summary>
public sealed class FuzzTests
{
    private const int Seed = 20261120;

    private static readonly string[] Corpus =
    [
        "<ul>{{ for p in products reversed limit: 5 offset: 1 }}<li>{{ p.name | string.upcase }}: {{ p.price * 1.5 | math.round 2 }}</li>{{ else }}none{{ end }}</ul>{{ for.index }}",
        "{{ if a && b || c == 'x' }}1{{ else if !d }}2{{ else }}3{{ end }}{{ case n; when 1, 2; 'few'; when 'many'; else; 'none'; end }}",
        "{{ x = 'a,b,c' | string.split ',' | array.reverse | array.join '-'; capture y }}[{{ x }}]{{ end }}{{ y }}{{ x.size }}{{ x[0] }}{{ products[0].name }}",
        "<% cache a, 'k', expire: 60, tags: 'a,b', if: true %>{{ b }}<% cache %>{{- c -}}<% endcache %><% endcache %>",
        "{{ func f(a, b = 2, c...); ret a + b + c.size; end; f 1; f(1, 2, 3); 1 | f b: 2; g(x) = x * 2; g n; h = do; $0; $; end; h 1 2 ^[3] }}",
        "{{ o = {a: 1, 'b': [1, 2, {c: 3}]}; o.a = 2; o['d'] = o.b[-1]; with o; a = 5; e = a; readonly a; end; o; o?.x?.y; o.b << 1 }}",
        "{{ i = 0; while i < 5; i = i + 1; if i == 2; continue; end; if i == 4; break; end; while.index; end; i++; --i; i += 1; i //= 2 }}",
        "{{ func w }}[{{ $$ }}]{{ end; wrap w 1 }}{{ n }}{{ end; [1, 2] | array.each @(do; ret $0 + late; end); tablerow r in 1..n cols: 2; r; end }}",
        "{%{ {{ raw }} }%}{{ # c }}{{ ## d ## }}{{~ `v``` ~}} {{- $'a{n}b{\"}\"}' -}} {{ 0xff }} {{ 1e3 }} {{ 1.5m }}ä日本🦊{{ null ?? (late + 1) }}",
        "{{ include 'box' n name: 'x'; t = include name; layout 'main'; section head; a; end; date.parse '2026-01-01' | date.add_days n | date.to_string '%Y' }}",
        "{{ (timespan.from_days 1) + (timespan.from_hours n); 'a' | regex.replace '[a-z]' 'b'; { a: 1 } | object.keys; products | array.sort 'name' | array.map 'name' }}",
    ];

    private static readonly string[] Pieces =
    [
        "{{", "}}", "{%{", "}%}", "<% cache ", "<% endcache %>", "%>", "-", "~", "|", ":", ",", ".", "..", "?.", "[", "]", "(", ")", "{", "}", "'", "\"", "`", "$", "$$", "$0", "@", "^", "#", "##", ";", "\n", "\0", "=", "==", "??",
        "a", "n", "late", "0", "-1", "9999999999999999999", "1e9", "if ", "end", "for x in ", "while ", "func f", "ret", "case ", "when ", "else", "do;", "capture ", "with ", "wrap ", "include ", "null", "empty", "this.", "for.index",
        "\uD83E", "\uFFFF", "🦊", "<<", ">>", "..<", "++", "--", "// 0", "% 0", "* 99999", "| string.slice -1 5", "| array.sort", "| math.format 'X'", "| array.insert_at 9999999 1", "| regex.split '('", "$'{", "| date.to_string '%",
    ];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_mutated_template_renders_or_fails_as_a_template(int part)
    {
        var random = new Random(Seed + part);
        var site = new Site(static options => options.Limits = new TemplateLimits { Steps = 200_000, OutputBytes = 1 << 20, StringLength = 1 << 16, LoopLength = 10_000 },
            ("box.scriban", "({{ $1 }}{{ $.name }}{{ q = q + 1 }})"), ("main.scriban", "<{{ rendersection head }}{{ renderbody }}>"));
        for (var i = 0; i < 1000; i++)
        {
            var text = Mutate(Corpus[random.Next(Corpus.Length)], random);
            site["page.scriban"] = text;
            await ExpectAsync(text, () => i % 3 == 0 ? site.CachedAsync("page.scriban", Model(i)) : site.RenderAsync("page.scriban", Model(i)));
        }
    }

    [Fact]
    public async Task A_template_cut_anywhere_renders_or_fails_as_a_template()
    {
        var site = new Site(("box.scriban", "{{ $1 }}"), ("main.scriban", "{{ renderbody }}"));
        foreach (var template in Corpus)
            for (var cut = 0; cut <= template.Length; cut += 2)
                foreach (var text in (string[])[template[..cut], template[cut..]])
                {
                    site["page.scriban"] = text;
                    await ExpectAsync(text, () => site.RenderAsync("page.scriban", Model(cut)));
                }
    }

    [Fact]
    public async Task The_same_template_gives_the_same_bytes_at_once_and_late()
    {
        var random = new Random(Seed);
        var rendered = 0;
        for (var i = 0; i < 600; i++)
        {
            var page = Corpus[random.Next(Corpus.Length)] + Mutate(Corpus[random.Next(Corpus.Length)], random);
            var site = new Site(static options => options.Caching = false, ("page.scriban", page), ("box.scriban", "({{ $1 }})"), ("main.scriban", "<{{ rendersection head }}{{ renderbody }}>"));
            var (now, later) = (await OutcomeAsync(site, 0), await OutcomeAsync(site, 1));
            Assert.Equal((page, now), (page, later));
            if (now.Length > 0) rendered++;
        }
        Assert.InRange(rendered, 20, 600);
    }

    // What a page prints; nothing where it fails.
    private static async Task<string> OutcomeAsync(Site site, int model)
    {
        try
        {
            return await site.RenderAsync("page.scriban", Model(model));
        }
        catch (TemplateException)
        {
            return "";
        }
    }

    private static async Task ExpectAsync(string text, Func<Task<string>> render)
    {
        var error = await Record.ExceptionAsync(render);
        Assert.True(error is null or TemplateException, $"{text}\n{error}");
    }

    private static Dictionary<string, object?> Model(int i) => new Dictionary<string, object?>
    {
        ["a"] = 1,
        ["b"] = "<b>",
        ["c"] = null,
        ["n"] = 3,
        ["name"] = "box",
        ["late"] = "L",
        ["products"] = new[] { new Delayed.Row("x", 2), new Delayed.Row("y", 1) },
    }.ToDictionary(static m => m.Key, m => Delayed.Wrap(m.Value, i % 2 == 0 ? Delay.None : Delay.FuncOfTask));

    private static string Mutate(string text, Random random)
    {
        for (var count = random.Next(1, 6); count > 0; count--)
        {
            var at = random.Next(text.Length + 1);
            var end = Math.Min(text.Length, at + random.Next(12));
            text = random.Next(4) switch
            {
                0 => text[..at] + text[end..],
                1 => text[..at] + text[at..end] + text[at..end] + text[end..],
                _ => text[..at] + Pieces[random.Next(Pieces.Length)] + text[at..],
            };
        }
        return text;
    }
}
