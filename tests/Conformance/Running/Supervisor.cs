using System.Diagnostics;

namespace Conformance.Running;

/// <summary>Runs the runner in a process of its own, again without the cases to blame whenever that process dies.</summary>
internal static class Supervisor
{
    private const string JournalName = "CONFORMANCE_JOURNAL";
    private const int MostDeaths = 100;

    /// <summary>The journal of a supervised process; null in the process that supervises.</summary>
    public static Journal? OpenJournal() =>
        Environment.GetEnvironmentVariable(JournalName) is { Length: > 0 } path ? new Journal(path) : null;

    /// <returns>The exit code of the process that came through.</returns>
    public static int Run(string[] arguments)
    {
        var journal = Path.GetTempFileName();
        try
        {
            for (var deaths = 0; ; deaths++)
            {
                var (code, output, errors) = Start(arguments, journal);
                var died = code is not (0 or 1 or 2);
                if (died && deaths < MostDeaths && Journal.Blame(journal) > 0) continue;
                Console.Error.Write(errors);
                Console.Write(output);
                return code;
            }
        }
        finally
        {
            File.Delete(journal);
        }
    }

    private static (int Code, string Output, string Errors) Start(string[] arguments, string journal)
    {
        var program = Environment.ProcessPath!;
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet") start.ArgumentList.Add(typeof(Supervisor).Assembly.Location);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment[JournalName] = journal;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.GetAwaiter().GetResult());
    }
}
