using System.Globalization;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Rendering.Tests.Fuzz.Fragments;

/// <summary>
/// Promises 8, 10 to 14 at once: made-up templates of sections in one another, includes, layouts, loops, holes and captures, in both languages; and
/// a random sequence of renders, new values, edits, invalidations and moves of the clock. What comes of the caches is what a renderer without them
/// would have given at some time since the last invalidation and within the expire; a hole is always of now.
/// </summary>
public sealed class FragmentFuzzTests(ITestOutputHelper log)
{
    private const int Steps = 80, Sites = 30;

    /// <summary>For a long run, from a seed that nobody tried: <c>FRAGMENT_FUZZ_SITES=3000</c>; to see a site again: <c>FRAGMENT_FUZZ_SEED=17</c>.</summary>
    private static readonly int? Many = Number("FRAGMENT_FUZZ_SITES"), Seed = Number("FRAGMENT_FUZZ_SEED");

    [Fact]
    public async Task Whatever_happens_a_cached_page_is_what_an_uncached_one_was_within_its_expire_and_since_the_last_invalidation()
    {
        var first = Seed ?? (Many is null ? 1 : Random.Shared.Next());
        var (sites, hits, old) = (Many ?? (Seed is null ? Sites : 1), 0, 0);
        for (var i = 0; i < sites; i++)
        {
            var seed = unchecked(first + i);
            var site = new MadeSite(seed);
            await RunAsync(site, seed);
            (hits, old) = (hits + site.Hits, old + site.Old);
        }

        log.WriteLine($"{sites} sites from seed {first}, {sites * Steps} steps, {hits} hits, {old} values older than now");
        // That nothing is served from the caches, or all is voided at once, would prove nothing.
        if (Seed is not null) return;
        Assert.InRange(hits, sites * 20, int.MaxValue);
        Assert.InRange(old, sites * 20, int.MaxValue);
    }

    private static async Task RunAsync(MadeSite site, int seed)
    {
        try
        {
            for (var step = 0; step < Steps; step++) await site.StepAsync();
        }
        catch (Exception error) when (error is XunitException or TemplateException)
        {
            Assert.Fail($"seed {seed}: {error.Message}\n{string.Join('\n', site.Log)}\n{site.Source}");
        }
    }

    private static int? Number(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
