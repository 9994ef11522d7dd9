using Microsoft.Extensions.Logging;
using Rendering.Fragments;

namespace Rendering.Diagnostics;

/// <summary>Every message of the library. An id is never given a second meaning.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Debug, "{Template} in {Elapsed}: page {Page}, {Hits} sections hit, {Misses} missed. {Fragments}")]
    public static partial void Rendered(ILogger log, string template, TimeSpan elapsed, string page, int hits, int misses, IReadOnlyList<FragmentReport> fragments);

    [LoggerMessage(
        2,
        LogLevel.Warning,
        "{Template}({Line},{Column}): {Value} of the request is read inside something cached that does not have it in its key, so it is not stored. Add vary: \"{Value}\" there, and to what is around it, or read it outside.")]
    public static partial void Unkeyed(ILogger log, string template, int line, int column, string value);

    [LoggerMessage(
        3,
        LogLevel.Warning,
        "{Template}({Line},{Column}): a cached section reads {Path}, which its key does not tell: renders with other values of it share one entry. Add it to the key, or use key: auto.")]
    public static partial void FreeVariable(ILogger log, string template, int line, int column, string path);

    [LoggerMessage(
        4,
        LogLevel.Warning,
        "{Template}({Line},{Column}): request.render is read inside something cached, so it is not stored. Read it in a hole (nocache), and there outside of every section.")]
    public static partial void OutsideHole(ILogger log, string template, int line, int column);
}
