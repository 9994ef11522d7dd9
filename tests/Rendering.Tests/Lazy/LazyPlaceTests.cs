using Rendering.Tests.Support;

namespace Rendering.Tests.Lazy;

/// <summary>Wherever a template meets a lazy member, its bytes are those of the same data at once.</summary>
public sealed class LazyPlaceTests
{
    private static readonly string[] Places =
    [
        "{{ text }}", "{{ text | upcase }}", "{{ 'x' | append: text }}", "{{ 'abc' | slice: one, number }}", "{{ nothing | default: text, allow_false: no }}",
        "{% echo text %}", "{% liquid\n assign z = text\n echo z\n %}",
        "{% if flag %}y{% else %}n{% endif %}", "{% if no %}y{% elsif flag %}e{% else %}n{% endif %}", "{% unless no %}y{% endunless %}",
        "{% if number == 2 and text contains 'a' or nothing %}y{% endif %}", "{% if 1 < number %}y{% endif %}", "{% if nothing == blank %}y{% endif %}",
        "{% case number %}{% when one %}1{% when number %}2{% else %}e{% endcase %}", "{% case 'box' %}{% when 'a', name %}y{% endcase %}",
        "{% for i in list %}{{ i }}{{ text }}{% endfor %}", "{% for i in list limit: number offset: one %}{{ i }}{% else %}none{% endfor %}",
        "{% for i in (one..number) %}{{ i }}{% endfor %}", "{% for i in nothing %}{% else %}none{% endfor %}", "{% for i in list reversed %}{{ forloop.index }}{{ i }}{% endfor %}",
        "{% for r in rows %}{{ r.name }}{{ r.size | plus: number }}{% if r.size == number %}{% break %}{% endif %}{% endfor %}",
        "{% for p in hash %}{{ p[0] }}={{ p[1] }};{% endfor %}",
        "{% assign a = text | append: name %}{{ a }}", "{% capture c %}[{{ text }}{{ number }}]{% endcapture %}{{ c }}{{ c }}",
        "{% for i in (1..3) %}{% cycle text, number %}{% cycle name: 'a', text %}{% endfor %}",
        "{% tablerow i in list cols: number limit: number offset: one %}{{ i }}{{ text }}{% endtablerow %}",
        "{% include 'box', x: text %}", "{% include name %}", "{% include 'box' with text %}", "{% include 'box' for words %}", "{% include name for list as x %}",
        "{% render 'box', x: text, box: number %}", "{% render 'box' with text as x %}", "{% render 'box' for words as x %}", "{% render 'deep', t: text, l: list %}",
        "<% cache text, number %>{{ text }}<% endcache %>", "<% cache if: no %>{{ text }}<% endcache %>", "<% cache expire: number, tags: tags %>{{ number }}<% endcache %>",
        "{% render 'box', x: text, cache_key: text, cache_expire: number %}", "{% include 'box', cache_key: list, cache_tags: tags %}",
        "{{ hash.text }}{{ hash[key] }}{{ hash['n'] }}{{ self[key] }}{{ list[one] }}{{ list.first }}{{ rows.last.name }}{{ words.size }}",
        "{{ list | sort | join: text }}", "{{ rows | map: 'name' | join }}", "{{ rows | where: 'size', number | map: 'name' }}", "{{ rows | sort: 'size' | map: 'name' }}",
        "{{ price | times: number }}{{ date | date: '%Y' }}{{ date | date: text }}", "{{ number | divided_by: number | plus: one }}",
        "{% ifchanged %}{{ text }}{% endifchanged %}{% ifchanged %}{{ text }}{% endifchanged %}", "{% increment number %}{% decrement nothing %}",
        "{% layout main %}{% section head %}{{ text }}{% endsection %}{{ number }}", "{% layout 'main' %}{% include 'deep', t: text, l: list %}",
        "{{ self.text }}{{ self[key] }}", "{% for i in list %}{% for j in list %}{% if j == number %}{% continue %}{% endif %}{{ forloop.parentloop.index }}{{ j }}{% endfor %}{% endfor %}",
        "{{ text }}{{ text }}{{ number }}{% assign text = 'new' %}{{ text }}", "{% raw %}{{ text }}{% endraw %}{{- text -}} {{ text }}",
    ];

    private static readonly (string, string)[] Partials =
    [
        ("box", "({{ x }}{{ box }}{{ text }})"),
        ("deep", "{% for i in l %}{% render 'box', x: t %}<% cache i, t %>{{ t }}{{ i }}<% endcache %>{% endfor %}{% if t %}{{ t | size }}{% endif %}"),
        ("main", "<{% rendersection head %}|{% renderbody %}|{{ text }}>"),
    ];

    public static TheoryData<Delay> Delays => [.. Enum.GetValues<Delay>().Skip(1)];

    [Theory]
    [MemberData(nameof(Delays))]
    public async Task A_member_gives_the_same_bytes_wherever_a_template_meets_it(Delay delay)
    {
        foreach (var place in Places)
            await SameAsync(place, () => Delayed.Model(Delay.None), () => Delayed.Model(delay));
    }

    [Fact]
    public async Task An_object_that_answers_anew_each_time_is_asked_once_a_render()
    {
        foreach (var place in Places)
        {
            var source = new Delayed.Source();
            await SameAsync(place, () => Delayed.Model(Delay.None), () => source = new Delayed.Source(), rounds: 1);
            Assert.Equal(source.Asked.Distinct(), source.Asked);
        }
    }

    [Fact]
    public async Task Random_pages_of_all_places_give_the_same_bytes()
    {
        var random = new Random(20261120);
        for (var i = 0; i < 60; i++)
        {
            var page = string.Concat(Enumerable.Range(0, 12).Select(_ => Wrapped(Places[random.Next(Places.Length)], random.Next(8))));
            var delays = Delayed.Data.ToDictionary(d => d.Name, _ => (Delay)random.Next(Enum.GetValues<Delay>().Length));
            await SameAsync(page, () => Delayed.Model(Delay.None), () => Delayed.Data.ToDictionary(d => d.Name, d => Delayed.Wrap(d.Value, delays[d.Name])), rounds: 1);
        }
    }

    private static string Wrapped(string place, int how) => how switch
    {
        0 => $"{{% if flag %}}{place}{{% endif %}}",
        1 => $"{{% for k in list %}}{place}{{% endfor %}}",
        2 => $"{{% capture cc %}}{place}{{% endcapture %}}{{{{ cc }}}}",
        3 => $"<% cache number, {place.Length} %>{place}<% endcache %>",
        4 => $"{{% case number %}}{{% when 2 %}}{place}{{% when 2 %}}again{{% endcase %}}",
        5 => $"{{% unless no %}}{place}{{% endunless %}}",
        _ => place,
    };

    private static async Task SameAsync(string page, Func<object> now, Func<object> later, int rounds = 2)
    {
        var expected = await new Site([("page", page), .. Partials]).RenderAsync("page", now());
        var site = new Site([("page", page), .. Partials]);
        for (var i = 0; i < rounds; i++) Assert.Equal((page, expected), (page, await site.RenderAsync("page", later())));
    }
}
