using System.Diagnostics;

namespace Caching.Diagnostics;

/// <summary>The traces of the library: one activity for each run of a factory, which is what a request may wait for.</summary>
internal static class Tracing
{
    private static readonly ActivitySource Source = new("Caching");

    public static Activity? Create(string ns, string type, int keys = 1)
    {
        var activity = Source.StartActivity("cache.create");
        activity?.SetTag("cache.namespace", ns);
        activity?.SetTag("cache.type", type);
        if (keys > 1) activity?.SetTag("cache.keys", keys);
        return activity;
    }

    public static void Failed(Activity? activity, Exception error) => activity?.SetStatus(ActivityStatusCode.Error, error.Message);
}
