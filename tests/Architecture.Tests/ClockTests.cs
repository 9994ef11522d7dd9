using System.Text.RegularExpressions;

namespace Architecture.Tests;

/// <summary>No test sleeps (one may wait to be cancelled), and nothing reads the wall clock but through a <see cref="TimeProvider"/>.</summary>
public sealed partial class ClockTests
{
    // File, and why it may.
    private static readonly Dictionary<string, string> Listed = new()
    {
        ["src/Caching/Stores/CoarseClock.cs"] = "Counts on from the TimeProvider where that is the system's.",
        ["src/Caching/Coordination/LeaseWait.cs"] = "Waits for another process, on the manager's TimeProvider.",
        ["tests/Caching.Tests/Chaos/ChaosCaller.cs"] = "Waits on the test's own clock.",
        ["tests/Caching.Tests/Chaos/ChaosSource.cs"] = "Waits on the test's own clock.",
        ["tests/Caching.Tests/Chaos/ChaosTests.cs"] = "Waits on the test's own clock.",
        ["tests/Caching.Tests/History/MachineClock.cs"] = "The order of what real processes did, and the instants at which they are disturbed.",
    };

    [Fact]
    public void Nothing_sleeps_or_reads_the_wall_clock()
    {
        var found = from file in SourceTree.Below("src", "tests")
                    where !Listed.ContainsKey(file.Path)
                    let match = WallClock().Match(file.Code)
                    where match.Success
                    select $"{file.Path}: {match.Value}";
        Expect.None(found);
    }

    [Fact]
    public void What_is_listed_is_there_and_has_a_reason()
    {
        foreach (var (path, reason) in Listed)
        {
            Assert.Matches(WallClock(), SourceTree.Below("src", "tests").Single(file => file.Path == path).Code);
            Assert.NotEmpty(reason);
        }
    }

    [GeneratedRegex(@"\bThread\.Sleep\b|\bTask\.Delay\((?!Timeout\.Infinite)|\bDateTime(?:Offset)?\.(?:Now|UtcNow|Today)\b|\bStopwatch\b|\bEnvironment\.TickCount")]
    private static partial Regex WallClock();
}
