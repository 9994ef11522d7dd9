using Caching;
using Rendering.Tests.Support;

namespace Rendering.Tests.Fuzz.Fragments;

/// <summary>Made-up templates behind a renderer that caches and one that does not, the values they print, and what happened to both.</summary>
internal sealed class MadeSite
{
    private static readonly string[] Tags = ["red", "green", "blue"], Users = ["ann", "bob", "cy"];

    private readonly Random _random;
    private readonly Maker _maker;
    private readonly Dictionary<string, MadeTemplate> _templates = [];
    private readonly Structure _structure;
    private readonly string[] _pages, _includes, _layouts;
    private readonly Site _site;
    private readonly Renderer _uncached;
    private readonly List<(int Step, DateTimeOffset Time)>[] _history;
    private int _step;

    public MadeSite(int seed)
    {
        _random = new(seed);
        _maker = new(_random);
        _structure = new(_templates);
        string Name(string name) => name + (_random.Next(3) == 0 ? ".sbn" : ".liquid");
        _pages = [Name("p0"), Name("p1")];
        _includes = [Name("i0"), Name("i1"), Name("i2")];
        _layouts = [Name("l0")];
        foreach (var name in (string[])[.. _pages, .. _includes, .. _layouts]) _templates[name] = new(name);
        // Without a stale window: what is past its expire is never served.
        var caches = new CacheManagerOptions { Defaults = new() { Stale = TimeSpan.Zero } };
        // One site in three keeps bytes, which are read anew on each hit.
        if (seed % 3 == 0) caches.AddStore("bytes", static _ => new SimpleByteStore()).DefaultType = "bytes";
        _site = new Site(caches);
        _uncached = _site.Deployed(static options => options.Caching = false);
        _history = [.. Enumerable.Range(0, Maker.Values).Select(_ => new List<(int, DateTimeOffset)> { (0, _site.Time.GetUtcNow()) })];
        foreach (var template in _templates.Values) Write(template);
    }

    public int Hits { get; private set; }

    /// <summary>How often a value was printed that was rightly not the one of now.</summary>
    public int Old { get; private set; }

    public List<string> Log { get; } = [];

    public string Source => string.Join('\n', _templates.Values.Select(static template => $"{template.Name}: {Spelling.Of(template)}"));

    public async Task StepAsync()
    {
        _step++;
        switch (_random.Next(100))
        {
            case < 62:
                await RenderAsync();
                break;
            case < 78:
                var value = _random.Next(Maker.Values);
                _history[value].Add((_step, _site.Time.GetUtcNow()));
                Log.Add($"v{value} is {_history[value].Count - 1}");
                break;
            case < 88:
                var seconds = Pick([1, 5, 9, 10, 30, 60, 100, 300]);
                _site.Time.Advance(seconds);
                Log.Add($"{seconds} s pass");
                break;
            case < 92:
                var tag = Pick(Tags);
                await _site.Caches.RemoveByTagAsync(tag);
                Void($"tag {tag}", section => _structure.TagsOf(section).Contains(tag));
                break;
            case < 94:
                var ns = Pick([.. _templates.Keys]);
                await _site.Caches.GetCache(ns).ClearAsync();
                Void($"clear {ns}", section => section.Namespace == ns);
                break;
            case < 96:
                var page = _templates[Pick(_pages)];
                foreach (var user in Users) await _site.Caches.GetCache(page.Name).RemoveAsync(user);
                Void($"remove the page {page.Name}", section => section == page.Page);
                break;
            default:
                var edited = Pick([.. _templates.Values]);
                Void($"edit {edited.Name}", section => _structure.Closure(section.Namespace).Contains(edited.Name));
                Write(edited);
                Log[^1] += $" to {Spelling.Of(edited)}";
                break;
        }
    }

    private async Task RenderAsync()
    {
        var (page, user, cached) = (_templates[Pick(_pages)], Pick(Users), _random.Next(3) == 0);
        var model = new Dictionary<string, object?> { ["user"] = user };
        for (var i = 0; i < Maker.Values; i++) model[$"v{i}"] = _history[i].Count - 1;
        foreach (var name in _includes) model[Spelling.MemberOf(name)] = name;
        Log.Add($"render {page.Name}{(cached ? " cached" : "")} for {user}");
        var expected = new Oracle(_templates, user).Render(page, cached);
        var plain = await _uncached.RenderAsync(page.Name, model);
        Check(plain, expected, (value, _) => (_history[value].Count - 1, _history[value].Count - 1), "uncached");
        var made = cached
            ? await _site.Renderer.RenderPageAsync(page.Name, model, user, page.Page!.Expire is { } expire ? expire : null)
            : await _site.Renderer.RenderPageAsync(page.Name, model);
        Check(System.Text.Encoding.UTF8.GetString(made.Utf8.Span), expected, Allowed, "cached");
        Hits += made.Report.FragmentHits + (made.Report.PageHit == true ? 1 : 0);
    }

    // The oldest and the newest version of a value that those sections may still print.
    private (int From, int To) Allowed(int value, Section[] sections)
    {
        var history = _history[value];
        var now = history.Count - 1;
        if (sections.Length == 0) return (now, now);
        // Each was made after it was last voided before the one around it was made.
        var after = int.MaxValue;
        foreach (var section in sections) after = section.Voids.LastOrDefault(step => step <= after);
        var since = _structure.LifeOf(sections[^1]) is { } life ? _site.Time.GetUtcNow().AddSeconds(-life) : DateTimeOffset.MinValue;
        // A version ended when the next one began.
        var from = 0;
        while (from < now && (history[from + 1].Step <= after || history[from + 1].Time <= since)) from++;
        return (from, now);
    }

    private void Check(string output, List<Expected> expected, Func<int, Section[], (int From, int To)> allowed, string what)
    {
        var at = 0;
        foreach (var piece in expected)
        {
            var text = piece.IsValue ? $"[v{piece.Value}:" : piece.Text;
            Assert.True(output.AsSpan(at).StartsWith(text), $"{what}: '{text}' is expected at {at} of {output}");
            at += text.Length;
            if (!piece.IsValue) continue;
            var end = output.IndexOf(']', at);
            Assert.True(int.TryParse(output.AsSpan(at, end - at), out var version), $"{what}: no version at {at} of {output}");
            var (from, to) = allowed(piece.Value, piece.Sections!);
            Assert.True(version >= from && version <= to, $"{what}: v{piece.Value} is {version} and may be {from} to {to}, at {at} of {output}");
            if (version < _history[piece.Value].Count - 1) Old++;
            at = end + 1;
        }

        Assert.True(at == output.Length, $"{what}: more than expected behind {at} of {output}");
    }

    private void Write(MadeTemplate template)
    {
        var level = Array.IndexOf(_includes, template.Name);
        if (_layouts.Contains(template.Name)) _maker.MakeLayout(template, _includes[1..]);
        // Includes include those behind them, so that there is no ring.
        else _maker.Make(template, level < 0 ? _includes : _includes[(level + 1)..], level < 0);
        if (_pages.Contains(template.Name)) template.Layout = _random.Next(2) == 0 ? _layouts[0] : null;
        _site[template.Name] = Spelling.Of(template);
    }

    private void Void(string what, Func<Section, bool> concerns)
    {
        Log.Add(what);
        foreach (var section in _structure.Sections.Where(concerns).ToArray()) section.Voids.Add(_step);
    }

    private T Pick<T>(T[] from) => from[_random.Next(from.Length)];
}
