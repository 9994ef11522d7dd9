using System.Globalization;
using System.Reflection;
using Docs.Tests.Markdown;
using Rendering;

namespace Docs.Tests;

public sealed class LimitTests
{
    /// <summary>The rows of the README's table are <c>| `Name` | default | what it bounds |</c>.</summary>
    [Fact]
    public void The_table_of_limits_has_every_limit_with_its_default()
    {
        var rows = File.ReadLines(Repository.PathOf("README.md")).Select(static line => line.Split('|', StringSplitOptions.TrimEntries))
            .Where(static cells => cells.Length == 5 && cells[1].StartsWith('`')).ToDictionary(static cells => cells[1].Trim('`'), static cells => cells[2]);
        var limits = typeof(TemplateLimits).GetProperties(BindingFlags.Public | BindingFlags.Instance);
        var defaults = new TemplateLimits();
        Assert.All(limits, limit => Assert.Equal(Text(limit.GetValue(defaults)!), rows.GetValueOrDefault(limit.Name)));
    }

    private static string Text(object value) => value switch
    {
        TimeSpan time => $"{time.TotalSeconds:0.#} s",
        int or long => Number(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        _ => throw new NotSupportedException($"The table knows no {value.GetType()}."),
    };

    private static string Number(long value) => value % (1 << 20) == 0
        ? $"{value >> 20} Mi"
        : value.ToString("N0", CultureInfo.InvariantCulture);
}
