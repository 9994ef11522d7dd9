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

    /// <summary>As a cached section, rendered for the first time.</summary>
    Cold,

    /// <summary>As a cached section, rendered for the second time.</summary>
    Warm,
}
