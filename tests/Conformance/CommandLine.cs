using Conformance.Engines;

namespace Conformance;

/// <summary>What the console runner was asked for.</summary>
internal sealed record CommandLine
{
    public const string Usage = """
        usage: dotnet run -c Release --project tests/Conformance -- [options] FILE...

          FILE              a file of cases, or a directory of them
          --failures        list the cases that fail
          --diff            list them with what was expected and what came
          --filter TEXT     only cases whose name contains TEXT
          --ways WAYS       how to run each case: plain (as it is), tiny, delayed, uncached, section, nested, collection, hole, openholes, holes, storedholes; separated by commas
          --write-ledger    write the failing names to tests/Conformance/ledger/SUITE.txt, keeping the reasons given there
        """;

    public List<string> Files { get; } = [];
    public bool Failures { get; private set; }
    public bool Diff { get; private set; }
    public bool WriteLedger { get; private set; }
    public string? Filter { get; private set; }
    public Way[] Ways { get; private set; } = [Way.Plain];

    /// <returns>Null where the arguments make no sense.</returns>
    public static CommandLine? Parse(string[] arguments)
    {
        var line = new CommandLine();
        for (var i = 0; i < arguments.Length; i++)
            switch (arguments[i])
            {
                case "--failures": line.Failures = true; break;
                case "--diff": line.Diff = true; break;
                case "--write-ledger": line.WriteLedger = true; break;
                case "--filter" when i + 1 < arguments.Length: line.Filter = arguments[++i]; break;
                case "--ways" when i + 1 < arguments.Length && TryReadWays(arguments[i + 1], out var ways): line.Ways = ways; i++; break;
                case ['-', ..]: return null;
                default: line.Files.Add(arguments[i]); break;
            }
        return line.Files.Count == 0 ? null : line;
    }

    private static bool TryReadWays(string text, out Way[] ways)
    {
        var names = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        ways = new Way[names.Length];
        for (var i = 0; i < names.Length; i++)
            if (!Enum.TryParse(names[i], ignoreCase: true, out ways[i])) return false;
        return ways.Length > 0;
    }
}
