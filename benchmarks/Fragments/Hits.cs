using System.Text;

using Benchmarks.Contestants;
using Benchmarks.Floors;
using Benchmarks.Harness;

using Microsoft.Extensions.Caching.Memory;

namespace Benchmarks.Fragments;

/// <summary>A page of cached sections, all of them hits, against as many look-ups in a memory cache and copies. Figures are for one section.</summary>
internal static class Hits
{
    private const string Page = "{% for section in sections %}{% cache section.key %}{{ section.text }}{% endcache %}{% endfor %}";

    public sealed record Section(string Key, string Text);

    public sealed record Model(List<Section> Sections);

    public static void Run(Report report, string key, string title, int sections, int bytes)
    {
        var model = new Model([.. Enumerable.Range(0, sections).Select(i => new Section($"section {i}", new string((char)('a' + i % 26), bytes)))]);
        var output = new FloorWriter();
        using var cache = new MemoryCache(new MemoryCacheOptions());
        foreach (var section in model.Sections) cache.Set(section.Key, Encoding.UTF8.GetBytes(section.Text));
        Floor();
        var expected = output.Written.ToArray();

        var contest = new Contest(key, title, "floor", sections);
        contest.Add("floor", Floor);
        var liquid = new OurTemplate("page.liquid", Page, model, escape: false);
        Fragment();
        Report.Compare(title, "fragment, cold", expected, output.Written);
        Fragment();
        Report.Compare(title, "fragment, warm", expected, output.Written);
        contest.Add("fragment", Fragment);
        report.Add(contest);

        void Floor()
        {
            output.Reset();
            foreach (var section in model.Sections)
                if (cache.TryGetValue(section.Key, out byte[]? found)) output.Raw(found);
        }

        void Fragment()
        {
            output.Reset();
            liquid.Render(output);
        }
    }
}
