using Conformance.Engines;
using Conformance.Running;
using Conformance.Suites;

namespace Conformance.Tests;

public sealed class JudgeTests
{
    [Theory]
    [InlineData("a\nb", true)]
    [InlineData("a\r\nb", false)]
    [InlineData("A\nb", false)]
    public void Output_is_compared_ordinally(string output, bool right) =>
        Assert.Equal(right, Decide(Case with { Expected = "a\nb" }, output).Passed);

    [Fact]
    public void Any_of_several_outputs_is_right() =>
        Assert.True(Decide(Case with { Expected = "o", ExpectedAny = ["o", ""] }, "").Passed);

    [Theory]
    [InlineData("(?m)row1.*row2", true)]
    [InlineData("/ROW1.*row2/mi", true)]
    [InlineData("row1.*row2", false)]
    [InlineData("^row2$", true)]
    public void A_pattern_is_read_as_Ruby_reads_it(string pattern, bool right) =>
        Assert.Equal(right, Decide(Case with { ExpectedPattern = pattern }, "row1\nrow2").Passed);

    [Fact]
    public void An_error_where_output_is_expected_fails() =>
        Assert.Equal("raised: boom", Judge.Decide(Case with { Expected = "" }, Way.Plain, Raised("boom")).Problem);

    [Fact]
    public void Output_where_an_error_is_expected_fails() =>
        Assert.Equal(false, Decide(Case with { Error = true }, "").ErrorRaised);

    [Fact]
    public void A_fault_of_the_engine_is_no_error_of_a_template() =>
        Assert.True(Judge.Decide(Case with { Error = true }, Way.Plain, new(null, new(["NullReferenceException"], IsFault: true))).Failed);

    [Theory]
    [InlineData("parse", false)]
    [InlineData("render", true)]
    public void A_syntax_error_is_one_found_at_parse(string kind, bool right) =>
        Assert.Equal(right, Judge.Decide(Case with { Error = true, ErrorKind = kind }, Way.Plain, Raised("boom")).Passed);

    [Theory]
    [InlineData("EXPECTED id", true)]
    [InlineData("/expected (id|number)/i", true)]
    [InlineData("expected.id", false)]
    public void An_error_text_contains_what_is_asked_in_one_of_its_wordings(string part, bool right) =>
        Assert.Equal(right, Judge.Decide(Case with { Error = true, ErrorMatch = [part] }, Way.Plain, Raised("other", "Liquid error: Expected id")).ErrorTextRight);

    [Theory]
    [InlineData(4, 1, true)]
    [InlineData(4, 2, false)]
    public void Of_another_engines_wording_only_the_place_counts(int line, int column, bool right)
    {
        var test = Case with { Error = true, ErrorText = true, ErrorMatch = ["text(4,1) : error : theirs"] };
        Assert.Equal(right, Judge.Decide(test, Way.Plain, new(null, new(["ours"], line, column))).Passed);
    }

    private static ConformanceCase Case { get; } = new() { Name = "case", Template = "" };

    private static Verdict Decide(ConformanceCase test, string output) => Judge.Decide(test, Way.Plain, new(output));

    private static RunResult Raised(params string[] texts) => new(null, new(texts, Line: 1));
}
