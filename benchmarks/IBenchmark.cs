using Benchmarks.Harness;

namespace Benchmarks;

/// <summary>A benchmark: one class, one line in <c>Program.cs</c>.</summary>
internal interface IBenchmark
{
    string Name { get; }

    string Summary { get; }

    void Run(Report report);
}
