using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using static Rendering.AspNetCore.Tests.PreconditionTable;

namespace Rendering.AspNetCore.Tests;

public class PreconditionsTests
{
    [Fact]
    public void Preconditions_follow_RFC_9110_section_13_2_2_in_its_order_in_one_evaluator()
    {
        var request = new DefaultHttpContext().Request;
        var outcomes = new int[4];
        foreach (var method in Methods)
        {
            foreach (var current in Current.All)
            {
                foreach (var (ifMatch, ifUnmodified, ifNoneMatch, ifModified, range) in Combinations())
                {
                    request.Method = method;
                    request.Headers.IfMatch = Tags[ifMatch];
                    request.Headers.IfUnmodifiedSince = Dates[ifUnmodified];
                    request.Headers.IfNoneMatch = Tags[ifNoneMatch];
                    request.Headers.IfModifiedSince = Dates[ifModified];
                    request.Headers.Range = Ranges[range].Range;
                    request.Headers.IfRange = Ranges[range].IfRange;

                    var expected = PreconditionOracle.Judge(method, current, ifMatch, ifUnmodified, ifNoneMatch, ifModified, range);
                    var actual = Preconditions.Evaluate(request, current.Validators);
                    outcomes[(int)actual]++;
                    if (expected != actual)
                    {
                        Assert.Fail($"{method} of {current}: If-Match {ifMatch}, If-Unmodified-Since {ifUnmodified}, If-None-Match "
                            + $"{ifNoneMatch}, If-Modified-Since {ifModified}, {range}: expected {expected}, got {actual}");
                    }
                }
            }
        }

        Assert.Equal(Methods.Length * Current.All.Length * Combinations().Count(), outcomes.Sum());
        Assert.DoesNotContain(0, outcomes);
    }

    [Theory]
    [InlineData("OPTIONS")]
    [InlineData("TRACE")]
    [InlineData("CONNECT")]
    public void A_method_that_selects_no_representation_ignores_preconditions(string method) =>
        Assert.Equal(PreconditionOutcome.Proceed, Evaluate(method, Now, ("If-Match", "\"then\""), ("If-None-Match", "*")));

    [Fact]
    public void A_matching_tag_wins_over_an_older_date() =>
        Assert.Equal(
            PreconditionOutcome.NotModified,
            Evaluate("GET", Now, ("If-None-Match", "\"now\""), ("If-Modified-Since", "Sun, 06 Nov 1994 08:49:37 GMT")));

    [Fact]
    public void A_star_is_only_a_star_when_it_stands_alone()
    {
        Assert.Equal(PreconditionOutcome.Proceed, Evaluate("PUT", Now, ("If-Match", " * ")));
        Assert.Equal(PreconditionOutcome.PreconditionFailed, Evaluate("PUT", default, ("If-Match", "*")));
        Assert.Equal(PreconditionOutcome.Proceed, Evaluate("PUT", default, ("If-None-Match", "*")));
        Assert.Equal(PreconditionOutcome.PreconditionFailed, Evaluate("PUT", Now, ("If-Match", "*, \"then\"")));
    }

    [Fact]
    public void A_list_may_span_several_header_lines()
    {
        var request = Request("GET");
        request.Headers.IfNoneMatch = new StringValues(["\"a\", bogus", null, "W/\"now\""]);
        Assert.Equal(PreconditionOutcome.NotModified, Preconditions.Evaluate(request, Now));
    }

    [Theory]
    [InlineData("Fri, 20 Nov 2026 12:00:00 GMT", true)]
    [InlineData("Friday, 20-Nov-26 12:00:00 GMT", true)]
    [InlineData("Fri Nov 20 12:00:00 2026", true)]
    [InlineData("Fri, 20 Nov 2026 12:00:00 +0000", false)]
    [InlineData("2026-11-20T12:00:00Z", false)]
    [InlineData("Fri, 20 Nov 2026 12:00:00 GMT, Fri, 20 Nov 2026 12:00:01 GMT", false)]
    [InlineData("Mon, 20 Nov 2026 12:00:00 GMT", false)]
    [InlineData("0", false)]
    public void A_date_is_one_of_the_three_forms_or_is_ignored(string date, bool read) =>
        Assert.Equal(
            read ? PreconditionOutcome.NotModified : PreconditionOutcome.Proceed,
            Evaluate("GET", new Validators(null, Current.Changed), ("If-Modified-Since", date)));

    [Fact]
    public void A_single_digit_day_of_asctime_is_read() =>
        Assert.Equal(
            PreconditionOutcome.NotModified,
            Evaluate(
                "GET",
                new Validators(null, new DateTimeOffset(1994, 11, 6, 8, 49, 37, TimeSpan.Zero)),
                ("If-Modified-Since", "Sun Nov  6 08:49:37 1994")));

    [Fact]
    public void Two_date_headers_are_no_date()
    {
        var request = Request("GET");
        request.Headers.IfModifiedSince = new StringValues(["Fri, 20 Nov 2026 12:00:00 GMT", "Fri, 20 Nov 2026 12:00:00 GMT"]);
        Assert.Equal(PreconditionOutcome.Proceed, Preconditions.Evaluate(request, new Validators(null, Current.Changed)));
    }

    [Fact]
    public void A_comparison_allocates_nothing()
    {
        var request = Request("GET", ("If-None-Match", "\"a\", W/\"b\", bogus, \"c,d\", \"now\""));
        Preconditions.Evaluate(request, Now);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
            Preconditions.Evaluate(request, Now);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static Validators Now => new(new EntityTag("now"), Current.Changed);

    private static IEnumerable<(string, string, string, string, string)> Combinations() =>
        from ifMatch in Tags.Keys
        from ifUnmodified in Dates.Keys
        from ifNoneMatch in Tags.Keys
        from ifModified in Dates.Keys
        from range in Ranges.Keys
        select (ifMatch, ifUnmodified, ifNoneMatch, ifModified, range);

    private static PreconditionOutcome Evaluate(string method, Validators current, params (string Name, string Value)[] headers) =>
        Preconditions.Evaluate(Request(method, headers), current);

    private static HttpRequest Request(string method, params (string Name, string Value)[] headers)
    {
        var request = new DefaultHttpContext().Request;
        request.Method = method;
        foreach (var (name, value) in headers)
            request.Headers[name] = value;
        return request;
    }
}
