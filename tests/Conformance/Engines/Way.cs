namespace Conformance.Engines;

/// <summary>How a case is run. Its output is the same each way.</summary>
internal enum Way
{
    /// <summary>As it is.</summary>
    Plain,

    /// <summary>Through an output that hands out a few bytes at a time.</summary>
    Tiny,

    /// <summary>Every name of the model is a task that is not done yet.</summary>
    Delayed,

    /// <summary>As a section, with caching switched off.</summary>
    Uncached,

    /// <summary>As a cached section, cold and then warm.</summary>
    Section,

    /// <summary>As a cached section in another one, cold and then warm.</summary>
    Nested,

    /// <summary>As the only item of a collection, cold and then warm.</summary>
    Collection,

    /// <summary>As a hole in a cached section, cold and then warm.</summary>
    Hole,

    /// <summary>With a hole around each output, with caching switched off.</summary>
    OpenHoles,

    /// <summary>As a cached section with a hole around each output, cold and then warm.</summary>
    Holes,

    /// <summary>The same, of a store that keeps bytes: what the holes captured is written and read.</summary>
    StoredHoles,
}
