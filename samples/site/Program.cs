using System.CommandLine;
using Rendering;
using Site.Commands;

// Without a command the site is served, and what else is said is for the host: --urls, --environment.
var root = new RootCommand("A field guide to the chemical elements: serves it, or builds it as files.") { TreatUnmatchedTokensAsErrors = false };
root.SetAction((_, cancellation) => Serve.RunAsync(args, cancellation));
root.Add(Build.Command());
try
{
    return await root.Parse(args).InvokeAsync(new() { EnableDefaultExceptionHandler = false });
}
catch (Exception error) when (error is TemplateException or InvalidDataException or IOException)
{
    // What the files are to blame for says which, and where. Anything else is ours, and shows its stack.
    await Console.Error.WriteLineAsync(error.Message);
    return 1;
}
