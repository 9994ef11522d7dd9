namespace Rendering;

/// <summary>
/// What one render may use. The defaults end a template that runs away, and are far beyond an honest page of 10,000 rows.
/// </summary>
public sealed record TemplateLimits
{
    /// <summary>Nodes evaluated; 50 million, some seconds of work.</summary>
    public long Steps { get; init; } = 50_000_000;

    /// <summary>UTF-8 bytes written, those of captures included; 64 MiB.</summary>
    public int OutputBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Items of one loop, range or asynchronous sequence; one million.</summary>
    public int LoopLength { get; init; } = 1_000_000;

    /// <summary>Partials inside one another, layouts included; 100, as in Shopify's Liquid.</summary>
    public int IncludeDepth { get; init; } = 100;

    /// <summary>Blocks inside one another within a template, at parse; 100, as in Shopify's Liquid.</summary>
    public int BlockDepth { get; init; } = 100;

    /// <summary>Characters of one string made by a filter; 16 million.</summary>
    public int StringLength { get; init; } = 16 * 1024 * 1024;

    /// <summary>
    /// Bytes of all that expressions, filters, captures and sections for a layout make in one render, whether it is kept or not: two a
    /// character of text, and what the items of a list take; 512 MiB. It bounds what a render can hold besides its output.
    /// </summary>
    public long MemoryBytes { get; init; } = 512L * 1024 * 1024;

    /// <summary>Characters of one template's source; 4 million.</summary>
    public int SourceLength { get; init; } = 4 * 1024 * 1024;

    /// <summary>Wall time of one render, waiting for lazy values included; 30 seconds.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(30);
}
