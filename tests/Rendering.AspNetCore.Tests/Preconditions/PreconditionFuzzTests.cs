using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Rendering.AspNetCore.Tests;

public class PreconditionFuzzTests
{
    private static readonly string[] Names = ["If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since", "If-Range", "Range"];

    private static readonly string[] Pieces =
    [
        "*", "\"now\"", "W/\"now\"", "\"", "W/", ",", " ", "\t", "now", "Fri, 20 Nov 2026 12:00:00 GMT", "GMT", "bytes=0-", "\0", "\u00ff", "\ud800", "",
    ];

    [Fact]
    public void No_header_makes_the_evaluator_fail_or_a_client_skip_a_page_that_it_does_not_have()
    {
        var random = new Random(1);
        var request = new DefaultHttpContext().Request;
        for (var round = 0; round < 50_000; round++)
        {
            var current = Current.All[random.Next(Current.All.Length)];
            request.Method = PreconditionTable.Methods[random.Next(PreconditionTable.Methods.Length)];
            request.Headers.Clear();
            foreach (var name in Names)
            {
                if (random.Next(2) == 0)
                    request.Headers[name] = new StringValues([.. Enumerable.Range(0, random.Next(3)).Select(_ => Header(random))]);
            }

            var outcome = Preconditions.Evaluate(request, current.Validators);
            if (outcome != PreconditionOutcome.NotModified)
                continue;
            Assert.Contains(request.Method, new[] { "GET", "HEAD" });
            Assert.True(current.Exists);
            Assert.True(
                request.Headers.IfNoneMatch.ToString() is var tags && (tags.Contains("\"now\"", StringComparison.Ordinal) || tags.Trim() == "*")
                || (request.Headers.IfNoneMatch.Count == 0 && current.Dated));
        }
    }

    private static string Header(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => Pieces[random.Next(Pieces.Length)]));
}
