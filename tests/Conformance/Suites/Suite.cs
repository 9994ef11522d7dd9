namespace Conformance.Suites;

/// <summary>What differs from suite to suite: how partials are looked up and what the runner has no host for.</summary>
internal sealed record Suite(string Name, PartialNames Partials)
{
    /// <summary>The data are what every template sees, isolated partials too; not the variables of the page.</summary>
    public bool DataIsGlobal { get; init; }

    /// <summary>Cases of this language tell something, but are not ours to pass.</summary>
    public string? InformationOnly { get; init; }

    public static readonly Suite Unknown = new("unknown", PartialNames.AnyCase);

    public static readonly IReadOnlyList<Suite> All =
    [
        new("golden-liquid", PartialNames.Exact),
        new("liquid-spec", PartialNames.AnyCase) { DataIsGlobal = true },
        new("shopify-liquid", PartialNames.OptionalExtension),
        new("shopify-themes", PartialNames.OptionalExtension),
        new("realworld-parse-only", PartialNames.OptionalExtension),
        new("scriban", PartialNames.Exact) { InformationOnly = "liquid" },
    ];

    /// <summary>The suite whose name is the nearest part of the path to name one, since files may be copied anywhere.</summary>
    public static Suite OfFile(string path) =>
        path.Split('/', '\\').Reverse()
            .Select(part => All.FirstOrDefault(suite => part.Contains(suite.Name, StringComparison.OrdinalIgnoreCase)))
            .FirstOrDefault(suite => suite is not null) ?? Unknown;

    /// <summary>Why a case of this suite cannot be run here; null where it can.</summary>
    public string? CannotRun(ConformanceCase test)
    {
        if (test.Lang == InformationOnly) return "information only";
        return test.Needs.FirstOrDefault(static need => !Provided.Contains(need));
    }

    private static readonly HashSet<string> Provided =
        ["typed:hash-keys", "typed:symbol", "typed:float", "typed:date", "typed:time", "typed:range", "typed:bytes", "typed:decimal", "host-functions", "trim-output"];
}

/// <summary>How the name that a template gives finds a partial.</summary>
internal enum PartialNames
{
    /// <summary>As it is.</summary>
    Exact,

    /// <summary>With or without <c>.liquid</c>.</summary>
    OptionalExtension,

    /// <summary>With or without <c>.liquid</c>, in any case of letters.</summary>
    AnyCase,
}
