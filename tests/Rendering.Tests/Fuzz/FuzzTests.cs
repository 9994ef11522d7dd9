using Rendering.Liquid;
using Rendering.Tests.Engines;
using Rendering.Tests.Support;

namespace Rendering.Tests.Fuzz;

/// <summary>Templates cut and mutated at random: an error of this library or a page, never anything else, never a hang.</summary>
public sealed class FuzzTests
{
    private const int Seed = 20261120;

    private static readonly string[] Corpus =
    [
        "<ul>{% for p in products limit: 5 offset: 1 reversed %}<li class=\"{% cycle 'a', 'b' %}\">{{ p.name | escape | upcase }}: {{ p.price | times: 1.5 | round: 2 }}</li>{% else %}none{% endfor %}</ul>",
        "{% if a and b or c == 'x' %}1{% elsif d contains \"y\" %}2{% else %}3{% endif %}{% unless e %}4{% endunless %}",
        "{% case n %}{% when 1, 2 or 3 %}few{% when 'many' %}many{% else %}none{% endcase %}",
        "{% assign x = 'a,b,c' | split: ',' | reverse | join: '-' %}{% capture y %}[{{ x }}]{% endcapture %}{{ y }}{{ x.size }}{{ x[0] }}{{ products.first.name }}",
        "<% cache a, 'k', expire: 60, tags: 'a,b', if: true %>{{ b }}<% cache %>{{- c -}}<% endcache %><% endcache %>",
        "{%- liquid\n assign i = 5\n for j in (1..i)\n if j == 3\n continue\n endif\n echo j\n endfor\n-%}",
        "{% include 'box' with products as p, x: 1 %}{% render 'box', p: a, cache_key: n %}{% render 'box' for products as p %}{% include name %}",
        "{% tablerow p in products cols: 2 limit: n %}{{ p.name }}{{ tablerowloop.col }}{% endtablerow %}",
        "{% layout 'main' %}{% section head %}<title>{{ a }}</title>{% endsection %}{% increment q %}{% decrement q %}{% ifchanged %}{{ n }}{% endifchanged %}",
        "{% raw %}{{ not }} <% cache %>{% endraw %}{% comment %}{% if %}{% endcomment %}{% # inline %}{% doc %}d{% enddoc %}<% foo %>",
        "{{ 'now' | date: '%Y-%m-%d %H:%M' }}{{ 1.0 | plus: -2 }}{{ a[b]['c'].d }}{{ (1..3) | join }}{{ self['a'] }}{{ cache.get['x'] }}{{ nil | default: 'd', allow_false: true }}",
        "{% for i in (1..n) %}{% for j in (i..3) %}{{ forloop.parentloop.index }}{% break %}{% endfor %}{% endfor %}ä日本🦊\u0301{{ '\u200f' }}",
    ];

    private static readonly string[] Pieces =
    [
        "{{", "}}", "{%", "%}", "<%", "%>", "-", "|", ":", ",", ".", "..", "[", "]", "(", ")", "'", "\"", " ", "\n", "\0", "=", "==", "<>", "a", "n", "0", "-1", "9999999999999999999", "1e9",
        "if", "endif", "for", "in", "endfor", "cache", "endcache", "assign", "case", "when", "else", "raw", "endraw", "liquid", "comment", "include", "render", "cycle", "nil", "empty", "contains",
        "\uD83E", "\uFFFF", "🦊", "{% break %}", "{{ list }}", "| split: ''", "| date: '%", "| slice: -1, 5", "| truncate: -5", "| where: 'a'", "| sort", "expire: ", "if: ", "cache_key: ", "offset: continue", "reversed",
    ];

    [Theory]
    [InlineData(LiquidMode.Strict2)]
    [InlineData(LiquidMode.Strict)]
    [InlineData(LiquidMode.Warn)]
    [InlineData(LiquidMode.Lax)]
    public async Task A_mutated_template_renders_or_fails_as_a_template(LiquidMode mode)
    {
        var random = new Random(Seed + (int)mode);
        var site = new Site(options =>
        {
            options.Liquid.Mode = mode;
            options.Liquid.StrictFilters = mode == LiquidMode.Strict2;
            options.Liquid.PrintErrors = mode == LiquidMode.Lax;
            options.Limits = new TemplateLimits { Steps = 200_000, OutputBytes = 1 << 20, StringLength = 1 << 16, LoopLength = 10_000 };
        }, ("box", "({{ p.name }}{{ x }}{% break %})"), ("main", "<{% rendersection head %}{% renderbody %}>"));
        for (var i = 0; i < 1500; i++)
        {
            var text = Mutate(Corpus[random.Next(Corpus.Length)], random);
            site["page"] = text;
            await ExpectAsync(text, () => i % 3 == 0 ? site.CachedAsync("page", Model(i)) : site.RenderAsync("page", Model(i)));
        }
    }

    [Fact]
    public async Task A_template_cut_anywhere_renders_or_fails_as_a_template()
    {
        var site = new Site(("box", "{{ p }}"), ("main", "{% renderbody %}"));
        foreach (var template in Corpus)
            for (var cut = 0; cut <= template.Length; cut += 3)
            {
                site["page"] = template[..cut];
                await ExpectAsync(template[..cut], () => site.RenderAsync("page", Model(cut)));
                site["page"] = template[cut..];
                await ExpectAsync(template[cut..], () => site.RenderAsync("page", Model(cut)));
            }
    }

    [Fact]
    public async Task The_same_template_gives_the_same_bytes_cached_and_uncached_at_once_and_late()
    {
        var random = new Random(Seed);
        for (var i = 0; i < 300; i++)
        {
            var page = Corpus[random.Next(Corpus.Length)] + Mutate(Corpus[random.Next(Corpus.Length)], random);
            Site With(bool caching) => new(options => options.Caching = caching, ("page", page), ("box", "({{ p.name }}{{ x }})"), ("main", "<{% rendersection head %}{% renderbody %}>"));
            var expected = await OutcomeAsync(With(caching: false), i);
            var site = With(caching: true);
            for (var round = 0; round < 2; round++) Assert.Equal((page, expected), (page, await OutcomeAsync(site, i)));
        }
    }

    [Fact]
    public async Task A_mutated_template_of_another_engine_fails_as_a_template()
    {
        var random = new Random(Seed);
        var site = new Site(options => options.Engines[".str"] = new StringEngine(), ("box.str", "[[n]]"), ("main.str", "[[body]]"));
        const string template = "a[[n]][[>box]][[cache key=n expire=60]]b[[/]][[section s]]c[[/]][[layout main]]";
        for (var i = 0; i < 500; i++)
        {
            var at = random.Next(template.Length);
            site["page.str"] = template.Remove(at, Math.Min(random.Next(6), template.Length - at));
            var error = await Record.ExceptionAsync(() => site.RenderAsync("page.str", Model(1)));
            // The foreign engine's own mistakes reach its caller as they are, and leave the renderer in order.
            if (error is TemplateException) Assert.True(error.Message.Length > 0);
        }
        site["page.str"] = template;
        Assert.Equal("a11b", await site.RenderAsync("page.str", Model(1)));
    }

    private static async Task<string> OutcomeAsync(Site site, int n)
    {
        try
        {
            return await site.RenderAsync("page", Model(n));
        }
        catch (TemplateException error)
        {
            return error.Problem;
        }
    }

    private static async Task ExpectAsync(string text, Func<Task> render)
    {
        try
        {
            await render();
        }
        catch (TemplateException)
        {
        }
        catch (Exception error)
        {
            Assert.Fail($"{error.GetType()}: {error.Message} of {text}\n{error.StackTrace}");
        }
    }

    private static string Mutate(string text, Random random)
    {
        for (var times = random.Next(1, 5); times > 0; times--)
        {
            var at = random.Next(text.Length + 1);
            var length = Math.Min(random.Next(1, 12), text.Length - at);
            text = random.Next(5) switch
            {
                0 => text[..at] + text[(at + length)..],
                1 => text.Insert(at, text.Substring(at, length)),
                2 => text[..at] + (char)random.Next(1, 0x300) + text[at..],
                3 => text[..at] + Corpus[random.Next(Corpus.Length)] + text[at..],
                _ => text[..at] + Pieces[random.Next(Pieces.Length)] + text[at..],
            };
            if (text.Length > 3000) text = text[..3000];
        }
        return text;
    }

    private static object Model(int n) => new
    {
        products = new[] { new { name = "<A>", price = 1.5m }, new { name = "B", price = 2m }, new { name = "C", price = 0m } },
        a = "x",
        b = true,
        c = "x",
        d = "xyz",
        e = (object?)null,
        n = n % 7,
        name = n % 2 == 0 ? "box" : "gone",
        list = new object?[] { 1, "2", null, 3.5, new[] { 1 } },
    };
}
