using System.CommandLine;
using Site.Commands;

// Without a command the site is served, and what else is said is for the host: --urls, --environment.
var root = new RootCommand("A field guide to the chemical elements: serves it, or builds it as files.") { TreatUnmatchedTokensAsErrors = false };
root.SetAction((_, cancellation) => Serve.RunAsync(args, cancellation));
root.Add(Build.Command());
return await root.Parse(args).InvokeAsync();
