namespace Rendering.AspNetCore.Tests;

/// <summary>RFC 9110, 13.2.2, over names instead of headers: written from the text, step by step, to judge the evaluator.</summary>
internal static class PreconditionOracle
{
    public static PreconditionOutcome Judge(
        string method, Current current, string ifMatch, string ifUnmodified, string ifNoneMatch, string ifModified, string range)
    {
        var safe = method is "GET" or "HEAD";

        // 1 and 2
        if (ifMatch != "absent")
        {
            var holds = ifMatch switch
            {
                "any" => current.Exists,
                "same" => current.Tag is { IsWeak: false },
                _ => false,
            };
            if (!holds)
                return PreconditionOutcome.PreconditionFailed;
        }
        else if (current.Dated && ifUnmodified == "before")
        {
            return PreconditionOutcome.PreconditionFailed;
        }

        // 3 and 4
        if (ifNoneMatch != "absent")
        {
            var holds = ifNoneMatch switch
            {
                "any" => !current.Exists,
                "same" or "same weak" => current.Tag is null,
                _ => true,
            };
            if (!holds)
                return safe ? PreconditionOutcome.NotModified : PreconditionOutcome.PreconditionFailed;
        }
        else if (safe && current.Dated && ifModified is ("equal" or "after"))
        {
            return PreconditionOutcome.NotModified;
        }

        // 5
        var honoured = method == "GET" && range switch
        {
            "range" => true,
            "range if same" => current.Tag is { IsWeak: false },
            "range if equal date" => current.Dated,
            _ => false,
        };
        return honoured ? PreconditionOutcome.ProceedWithRange : PreconditionOutcome.Proceed;
    }
}
