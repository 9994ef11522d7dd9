namespace Conformance.Engines;

/// <summary>The languages that can be run.</summary>
internal static class EngineTable
{
    private static readonly IConformanceEngine[] Engines = [new Liquid(), new Scriban()];

    /// <summary>The engine of that language; null where there is none, and its cases are skipped.</summary>
    public static IConformanceEngine? Find(string lang) => Engines.FirstOrDefault(engine => engine.Lang == lang);
}
