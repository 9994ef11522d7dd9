using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Rendering.Diagnostics;
using Rendering.Engines;

namespace Rendering;

/// <summary>Warns of what could not be stored, once for each place in a template, so that a page of many visitors does not fill a log.</summary>
internal sealed class UnkeyedReads(ILogger logger)
{
    // By place alone: there are as many as templates are long, whereas a name may come from whoever sends requests.
    private readonly ConcurrentDictionary<(string Template, int Offset), bool> _told = new();

    public void Warn(RequestValue value, TemplateSource template, int offset)
    {
        if (!logger.IsEnabled(LogLevel.Warning) || !_told.TryAdd((template.Name, offset), true)) return;
        var place = TemplateLocation.At(template, offset);
        if (value == RequestWords.Served) Log.OutsideHole(logger, place.Template, place.Line, place.Column);
        else Log.Unkeyed(logger, place.Template, place.Line, place.Column, value.ToString());
    }
}
