using System.Globalization;

namespace Caching.Tests.History;

/// <summary>
/// How a process tells its history: a line when a call begins, when its factory begins and ends, and when the call ends. Each is written
/// before anything else happens, so that of a killed process no more than one is missing a thread.
/// </summary>
internal static class Lines
{
    public static string Begin(Operation call) => Text('>', call.Number, call.Act, call.Namespace, call.Key, Join(call.Tags), call.By, call.Begin);

    public static string Makes(int number, long at) => Text('m', number, at);

    public static string Made(int number, long at, bool failed, bool storeFailed, string[] tags) => Text('d', number, at, failed, storeFailed, Join(tags));

    public static string End(int number, long at, bool storeFailed, Outcome outcome, string text) => Text('<', number, at, storeFailed, outcome, text);

    /// <summary>The number of the call that the line is about.</summary>
    public static int Number(string line) => int.Parse(line.AsSpan(2, line.IndexOf(' ', 2) - 2), CultureInfo.InvariantCulture);

    /// <summary>What the line adds to what is known of the call.</summary>
    public static Operation Read(string process, string line, Operation? call)
    {
        var words = line.Split(' ', line[0] == '<' ? 6 : int.MaxValue);
        var number = (int)Whole(words[1]);
        return line[0] switch
        {
            '>' => new(process, number, Enum.Parse<Act>(words[2]), words[3], (int)Whole(words[4]), Split(words[5]), Whole(words[6]), Whole(words[7])),
            'm' => call! with { MakesFrom = Whole(words[2]) },
            'd' => call! with
            {
                MadeAt = Whole(words[2]),
                FactoryFailed = bool.Parse(words[3]),
                StoreFailed = call.StoreFailed || bool.Parse(words[4]),
                LateTags = Split(words[5]),
            },
            _ => Ended(call! with { End = Whole(words[2]), StoreFailed = call.StoreFailed || bool.Parse(words[3]), Outcome = Enum.Parse<Outcome>(words[4]) }, words[5]),
        };
    }

    private static Operation Ended(Operation call, string text) =>
        call.Outcome == Outcome.Sum ? call with { Sum = Whole(text) } : call with { Text = text };

    private static string Text(char kind, params object[] words) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind} {string.Join(' ', words.Select(word => Convert.ToString(word, CultureInfo.InvariantCulture)))}");

    private static string Join(string[] tags) => tags.Length == 0 ? "-" : string.Join(',', tags);

    private static string[] Split(string tags) => tags == "-" ? [] : tags.Split(',');

    private static long Whole(string word) => long.Parse(word, CultureInfo.InvariantCulture);
}
