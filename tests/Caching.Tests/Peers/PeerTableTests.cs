using System.Text.RegularExpressions;

namespace Caching.Tests.Peers;

/// <summary>The table in README.md, of what other caches promise, names a test for each line.</summary>
public sealed partial class PeerTableTests
{
    [Fact]
    public void Every_test_that_the_table_names_exists()
    {
        var tests = typeof(PeerTableTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods().Where(method => method.IsDefined(typeof(FactAttribute), inherit: true))
                .Select(method => $"{method.DeclaringType!.Name}.{method.Name}"))
            .ToHashSet(StringComparer.Ordinal);
        var rows = File.ReadLines(Path.Combine(Folder(), "README.md")).Where(line => line.StartsWith("| ", StringComparison.Ordinal)).ToArray();
        var named = rows.SelectMany(row => TestName().Matches(row)).Select(match => match.Groups[1].Value).ToArray();
        Assert.InRange(named.Length, 100, int.MaxValue);
        Assert.All(named, name => Assert.Contains(name, tests));
        foreach (var peer in new[] { "HybridCache", "dogpile.cache", "cachelib", "FusionCache", "Beaker" })
            Assert.InRange(rows.Count(row => row.StartsWith($"| {peer} |", StringComparison.Ordinal)), 8, int.MaxValue);
    }

    [Fact]
    public void Every_line_of_the_table_names_a_test()
    {
        var rows = File.ReadLines(Path.Combine(Folder(), "README.md")).Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1);
        Assert.All(rows, row => Assert.Matches(TestName(), row));
    }

    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder.GetFiles("Caching.Tests.csproj").Length == 0) folder = folder.Parent!;
        return folder.FullName;
    }

    [GeneratedRegex(@"`(\w+\.[A-Z]\w*_\w+)`")]
    private static partial Regex TestName();
}
