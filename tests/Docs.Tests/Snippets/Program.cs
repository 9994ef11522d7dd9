using System.Reflection;
using System.Runtime.Loader;
using Docs.Tests.Markdown;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Docs.Tests.Snippets;

/// <summary>A program made of blocks, compiled as a reader's would be who pasted them into files of a new project.</summary>
internal static class Program
{
    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    // What the SDKs import where ImplicitUsings is on.
    private const string Usings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """;

    private const string WebUsings = """
        global using Microsoft.AspNetCore.Builder; global using Microsoft.AspNetCore.Hosting; global using Microsoft.AspNetCore.Http;
        global using Microsoft.AspNetCore.Routing; global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection; global using Microsoft.Extensions.Hosting; global using Microsoft.Extensions.Logging;
        global using System.Net.Http.Json;
        """;

    private static readonly CSharpParseOptions Language = new(LanguageVersion.CSharp14);

    private static int _count;

    /// <summary>Compiles; a warning is an error, as it is in this repository.</summary>
    public static Assembly Compile(IReadOnlyCollection<FencedBlock> blocks)
    {
        var isWeb = blocks.Any(static block => block.Text.Contains("WebApplication", StringComparison.Ordinal));
        var name = $"Docs.Snippet{Interlocked.Increment(ref _count)}";
        var trees = blocks.Select(static block => CSharpSyntaxTree.ParseText(block.Text, Language, $"{block} + "))
            .Append(CSharpSyntaxTree.ParseText(isWeb ? Usings + WebUsings : Usings, Language));
        var options = new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable);
        using var image = new MemoryStream();
        var result = CSharpCompilation.Create(name, trees, References, options).Emit(image);
        var problems = result.Diagnostics.Where(static problem => problem.Severity >= DiagnosticSeverity.Warning).ToArray();
        Assert.True(problems.Length == 0, string.Join('\n', problems.Select(static problem => problem.ToString())));
        image.Position = 0;
        return AssemblyLoadContext.Default.LoadFromStream(image);
    }

    /// <summary>Runs it to its end.</summary>
    /// <returns>What it wrote to the console.</returns>
    public static async Task<string> RunAsync(Assembly program)
    {
        var (console, written) = (Console.Out, new StringWriter());
        Console.SetOut(written);
        try
        {
            await Start(program);
        }
        finally
        {
            Console.SetOut(console);
        }
        return written.ToString().ReplaceLineEndings("\n").TrimEnd();
    }

    /// <summary>Starts it on a thread of its own.</summary>
    public static Task Start(Assembly program, params string[] arguments) => Task.Factory.StartNew(
        () => program.EntryPoint!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [arguments], null),
        CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
