using System.Globalization;

using Conformance;
using Conformance.Reports;
using Conformance.Running;
using Conformance.Suites;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

if (CommandLine.Parse(args) is not { } line)
{
    Console.Error.WriteLine(CommandLine.Usage);
    return 2;
}

using var journal = Supervisor.OpenJournal();
if (journal is null) return Supervisor.Run(args);

var all = new List<Verdict>();
foreach (var path in line.Files.SelectMany(CaseFile.Find))
{
    if (!File.Exists(path))
    {
        Console.Error.WriteLine($"There is no file {path}.");
        return 2;
    }
    var file = CaseFile.Read(path);
    var cases = file.Cases.Where(test => line.Filter is null || test.Name.Contains(line.Filter, StringComparison.OrdinalIgnoreCase)).ToArray();
    var verdicts = CaseRunner.Run(cases, line.Ways, journal);
    all.AddRange(verdicts);
    Console.WriteLine(path);
    new Summary(verdicts).Write(Console.Out);
    if (line.Failures || line.Diff) FailureList.Write(Console.Out, verdicts, line.Diff);
    if (line.WriteLedger)
    {
        var ledger = Repository.LedgerOf(file.Suite.Name);
        Ledger.Read(ledger).Write(ledger, verdicts);
    }
}

var total = new Summary(all);
Console.WriteLine("in all");
total.Write(Console.Out);
Console.WriteLine($"{total.Passed} passed, {total.Failed} failed");
return total.Failed == 0 && total.Passed > 0 ? 0 : 1;
