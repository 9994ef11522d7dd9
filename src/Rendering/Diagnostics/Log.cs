using Microsoft.Extensions.Logging;
using Rendering.Fragments;

namespace Rendering.Diagnostics;

/// <summary>Every message of the library. An id is never given a second meaning.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Debug, "{Template} in {Elapsed}: page {Page}, {Hits} sections hit, {Misses} missed. {Fragments}")]
    public static partial void Rendered(ILogger log, string template, TimeSpan elapsed, string page, int hits, int misses, IReadOnlyList<FragmentReport> fragments);
}
