using Benchmarks.Contestants;
using Benchmarks.Floors;
using Benchmarks.Fragments;
using Benchmarks.Harness;

using Microsoft.Extensions.Caching.Memory;

namespace Benchmarks;

/// <summary>A page of 100 cached sections of 2 KB, all of them hits, against as many look-ups in a memory cache and copies. Figures are for one section.</summary>
internal sealed class FragmentBenchmark : IBenchmark
{
    private const int Sections = 100;
    private const int SectionBytes = 2048;

    private const string Page = "{% for section in sections %}{% cache section.key %}{{ section.text }}{% endcache %}{% endfor %}";

    public string Name => "fragments";

    public string Summary => "a cached section of 2 KB, hit inside a page; a collection of 1,000 items, 99 % of them hits";

    public sealed record Section(string Key, string Text);

    public sealed record Model(List<Section> Sections);

    public void Run(Report report)
    {
        var model = new Model([.. Enumerable.Range(0, Sections).Select(static i => new Section($"section {i}", new string((char)('a' + i % 26), SectionBytes)))]);
        var output = new FloorWriter();
        using var cache = new MemoryCache(new MemoryCacheOptions());
        foreach (var section in model.Sections) cache.Set(section.Key, System.Text.Encoding.UTF8.GetBytes(section.Text));
        Floor();
        var expected = output.Written.ToArray();

        var contest = new Contest("2k", "a cached section of 2 KB, hit inside a page", "floor", Sections);
        contest.Add("floor", Floor);
        var liquid = new OurTemplate("page.liquid", Page, model, escape: false);
        Fragment();
        Report.Compare(contest.Title, "fragment, cold", expected, output.Written);
        Fragment();
        Report.Compare(contest.Title, "fragment, warm", expected, output.Written);
        contest.Add("fragment", Fragment);
        report.Add(contest);
        Collections.Run(report);

        void Floor()
        {
            output.Reset();
            foreach (var section in model.Sections)
                if (cache.TryGetValue(section.Key, out byte[]? bytes)) output.Raw(bytes);
        }

        void Fragment()
        {
            output.Reset();
            liquid.Render(output);
        }
    }
}
