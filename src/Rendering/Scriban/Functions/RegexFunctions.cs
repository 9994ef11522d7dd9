using System.Text.RegularExpressions;
using Rendering.Syntax.Filters;
using Rendering.Values;

namespace Rendering.Scriban.Functions;

/// <summary>Regular expressions of .NET. Each match has a second; a pattern that runs away is an error.</summary>
internal static class RegexFunctions
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public static BuiltInFunction[] All { get; } =
    [
        new("regex.escape", "pattern", static (FilterContext context, in Value text, in FilterArguments _) => Value.FromString(Regex.Escape(ScribanText.Of(context, text)))),
        // The text is piped in before the pattern: "text" | regex.match "pattern".
        new("regex.match", "text pattern options?", Match),
        new("regex.matches", "text pattern options?", Matches),
        new("regex.replace", "text pattern replace options?", Replace),
        new("regex.split", "text pattern options?", Split),
        new("regex.unescape", "pattern", Unescape),
    ];

    private static Value Match(FilterContext context, in Value text, in FilterArguments arguments)
    {
        var plain = ScribanText.Of(context, text);
        return Run(context, arguments[0], arguments[1], regex => Groups(context, regex.Match(plain)));
    }

    private static Value Matches(FilterContext context, in Value text, in FilterArguments arguments)
    {
        var plain = ScribanText.Of(context, text);
        return Run(context, arguments[0], arguments[1], regex => ArrayFunctions.Made(context, [.. regex.Matches(plain).Select(match => Groups(context, match))]));
    }

    private static Value Replace(FilterContext context, in Value text, in FilterArguments arguments)
    {
        var (plain, by) = (ScribanText.Of(context, text), ScribanText.Of(context, arguments[1]));
        var length = 0L;
        return Run(context, arguments[0], arguments[2], regex => Value.FromString(regex.Replace(plain, match =>
        {
            var part = match.Result(by);
            ScribanText.Check(context, length += part.Length);
            return part;
        })));
    }

    private static Value Split(FilterContext context, in Value text, in FilterArguments arguments)
    {
        var plain = ScribanText.Of(context, text);
        return Run(context, arguments[0], arguments[1], regex => ArrayFunctions.Made(context, [.. regex.Split(plain).Select(Value.FromString)]));
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

    private static Value Groups(FilterContext context, Match match) =>
        ArrayFunctions.Made(context, match.Success ? [.. match.Groups.Cast<Group>().Select(static group => Value.FromString(group.Value))] : []);

    private static Value Run(FilterContext context, in Value pattern, in Value options, Func<Regex, Value> use)
    {
        context.Step(100);
        try
        {
            return use(new Regex(ScribanText.Of(context, pattern), OptionsOf(ScribanText.Of(context, options)), Patience));
        }
        catch (ArgumentException error)
        {
            throw new FilterException($"The regular expression is wrong: {error.Message}");
        }
        catch (RegexMatchTimeoutException)
        {
            throw new LimitException("A regular expression took longer than a second. Make it simpler, or the text shorter.");
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
