using System.Text.RegularExpressions;
using Rendering.Syntax;
using Rendering.Syntax.Filters;
using Rendering.Values;

namespace Rendering.Scriban.Functions;

/// <summary>Regular expressions of .NET. A call has a second, however many matches it finds; a pattern that runs away is an error.</summary>
internal static class RegexFunctions
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // Compiling takes about a second for a million characters, and nothing interrupts it.
    private const int MaxPattern = 20_000;

    public static BuiltInFunction[] All { get; } =
    [
        new("regex.escape", "pattern", Escape),
        // The text is piped in before the pattern: "text" | regex.match "pattern".
        new("regex.match", "text pattern options?", Match),
        new("regex.matches", "text pattern options?", Matches),
        new("regex.replace", "text pattern replace options?", Replace),
        new("regex.split", "text pattern options?", Split),
        new("regex.unescape", "pattern", Unescape),
    ];

    private static Value Escape(FilterContext context, in Value text, in FilterArguments arguments)
    {
        var escaped = Regex.Escape(ScribanText.Of(context, text));
        ScribanText.Check(context, escaped.Length);
        return Value.FromString(escaped);
    }

    private static Value Match(FilterContext context, in Value text, in FilterArguments arguments)
    {
        var plain = ScribanText.Of(context, text);
        return Run(context, arguments[0], arguments[1], regex => Groups(context, regex.Match(plain)));
    }

    private static Value Matches(FilterContext context, in Value text, in FilterArguments arguments)
    {
        var plain = ScribanText.Of(context, text);
        return Run(context, arguments[0], arguments[1], regex =>
        {
            List<Value> found = [];
            foreach (var match in InTime(context, regex, plain)) Add(context, found, Groups(context, match));
            return ArrayFunctions.Made(context, [.. found]);
        });
    }

    private static Value Replace(FilterContext context, in Value text, in FilterArguments arguments)
    {
        var (plain, by) = (ScribanText.Of(context, text), ScribanText.Of(context, arguments[1]));
        return Run(context, arguments[0], arguments[2], regex =>
        {
            List<string> parts = [];
            var length = 0L;
            var at = 0;
            var references = by.AsSpan().Count('$');
            foreach (var match in InTime(context, regex, plain))
            {
                AddText(plain[at..match.Index]);
                // Before it is made: each reference to a group repeats it, or all of the text.
                if (references > 0) ScribanText.Check(context, length + by.Length + (long)references * LongestIn(match, by, plain));
                AddText(match.Result(by));
                at = match.Index + match.Length;
            }
            AddText(plain[at..]);
            return Value.FromString(string.Concat(parts));

            void AddText(string part)
            {
                ScribanText.Check(context, length += part.Length);
                parts.Add(part);
            }
        });
    }

    private static int LongestIn(Match match, string replacement, string text) =>
        replacement.AsSpan().IndexOfAny("`'_") >= 0 ? text.Length : match.Groups.Cast<Group>().Max(static group => group.Length);

    // As .NET splits: what groups of the pattern have captured stands between the parts.
    private static Value Split(FilterContext context, in Value text, in FilterArguments arguments)
    {
        var plain = ScribanText.Of(context, text);
        return Run(context, arguments[0], arguments[1], regex =>
        {
            List<Value> parts = [];
            var at = 0;
            foreach (var match in InTime(context, regex, plain))
            {
                Add(context, parts, Value.FromString(plain[at..match.Index]));
                at = match.Index + match.Length;
                for (var i = 1; i < match.Groups.Count; i++)
                    if (match.Groups[i].Success) Add(context, parts, Value.FromString(match.Groups[i].Value));
            }
            Add(context, parts, Value.FromString(plain[at..]));
            return ArrayFunctions.Made(context, [.. parts]);
        });
    }

    private static Value Unescape(FilterContext context, in Value text, in FilterArguments arguments)
    {
        try
        {
            return Value.FromString(Regex.Unescape(ScribanText.Of(context, text)));
        }
        catch (ArgumentException error)
        {
            throw new FilterException(error.Message);
        }
    }

    private static Value Groups(FilterContext context, Match match)
    {
        if (!match.Success) return ArrayFunctions.Made(context, []);
        List<Value> groups = [];
        foreach (Group group in match.Groups) Add(context, groups, Value.FromString(group.Value));
        return ArrayFunctions.Made(context, [.. groups]);
    }

    // A match takes some hundred bytes besides its text.
    private static void Add(FilterContext context, List<Value> list, in Value item)
    {
        const int overhead = 256;
        if (list.Count == context.Limits.LoopLength) throw LimitException.LoopLength(context.Limits.LoopLength);
        context.Step(1);
        context.Made(overhead + (item.AsString?.Length ?? 0) * sizeof(char));
        list.Add(item);
    }

    // The time that an expression is given is that of each match, of which a text may have as many as characters.
    private static IEnumerable<Match> InTime(FilterContext context, Regex regex, string text)
    {
        var started = context.Time.GetTimestamp();
        for (var match = regex.Match(text); match.Success; match = match.NextMatch())
        {
            yield return match;
            context.Step(1);
            if (context.Time.GetElapsedTime(started) > Patience) throw new RegexMatchTimeoutException();
        }
    }

    private static Value Run(FilterContext context, in Value pattern, in Value options, Func<Regex, Value> use)
    {
        var text = ScribanText.Of(context, pattern);
        if (text.Length > MaxPattern) throw new FilterException($"The regular expression has more than {MaxPattern:N0} characters");
        context.Step(100 + text.Length);
        try
        {
            return use(new Regex(text, OptionsOf(ScribanText.Of(context, options)), Patience));
        }
        catch (ArgumentException error)
        {
            throw new FilterException($"The regular expression is wrong: {error.Message}");
        }
        catch (RegexMatchTimeoutException)
        {
            throw new LimitException("A regular expression took longer than a second. Make it simpler, or the text shorter.");
        }
        finally
        {
            // Many that take nearly as long are stopped by the time of the render.
            ((RenderFrame)context).LookAtTime();
        }
    }

    private static RegexOptions OptionsOf(string letters)
    {
        var options = RegexOptions.CultureInvariant;
        foreach (var letter in letters)
            options |= letter switch
            {
                'i' => RegexOptions.IgnoreCase,
                'm' => RegexOptions.Multiline,
                's' => RegexOptions.Singleline,
                'x' => RegexOptions.IgnorePatternWhitespace,
                _ => throw new FilterException($"There is no regular expression option `{letter}`. They are i, m, s and x"),
            };
        return options;
    }
}
