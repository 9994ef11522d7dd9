using Conformance.Engines;
using Conformance.Reports;
using Conformance.Running;
using Conformance.Suites;

namespace Conformance.Tests;

public sealed class LedgerTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"), "ledger.txt");

    [Fact]
    public void A_failure_that_is_not_listed_fails() =>
        Assert.Contains("fails and is not listed: one", Assert.Single(new Ledger().Disagreements([Fails("one")])));

    [Fact]
    public void A_listed_case_that_passes_fails() =>
        Assert.Equal("is listed and passes: one", Assert.Single(Listing("one", "why").Disagreements([Passes("one")])));

    [Fact]
    public void A_line_without_a_reason_fails() =>
        Assert.Equal("is listed without a reason: one", Assert.Single(Listing("one", " ").Disagreements([Fails("one")])));

    [Fact]
    public void A_listed_failure_is_accepted_and_so_is_a_skipped_case() =>
        Assert.Empty(Listing("one", "why").Disagreements([Fails("one"), new Verdict(Case("two"), Way.Plain, Skipped: "no host")]));

    [Fact]
    public void Writing_keeps_reasons_and_what_was_not_run_and_drops_what_passes()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        File.WriteAllLines(_path, ["one\tby design", "two\tby design", "zero\tby design"]);
        Ledger.Read(_path).Write(_path, [Fails("one"), Passes("two"), Fails("three")]);
        Assert.Equal(["one\tby design", "zero\tby design", "three\toutput differs"], File.ReadAllLines(_path));
    }

    public void Dispose()
    {
        if (Directory.Exists(Path.GetDirectoryName(_path))) Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);
    }

    private static Ledger Listing(string name, string reason) => new() { Reasons = { [name] = reason } };

    private static ConformanceCase Case(string name) => new() { Name = name, Template = "" };

    private static Verdict Fails(string name) => new(Case(name), Way.Plain, OutputRight: false, Problem: "output differs");

    private static Verdict Passes(string name) => new(Case(name), Way.Plain, OutputRight: true);
}
