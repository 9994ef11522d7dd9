namespace Rendering.Syntax;

/// <summary>What a cached statement says about its cache; each is optional.</summary>
internal sealed record CacheArguments
{
    public static readonly CacheArguments None = new();

    /// <summary>The parts of the key.</summary>
    public Expression[] Key { get; init; } = [];

    /// <summary>The key is made of what the body reads.</summary>
    public bool IsAuto { get; init; }

    /// <summary>The variables, and members of the model, by which key and version tell entries apart.</summary>
    public string[] Told { get; init; } = [];

    public Expression? Expire { get; init; }

    public Expression? Sliding { get; init; }

    public Expression? Stale { get; init; }

    public Expression? Tags { get; init; }

    public Expression? Type { get; init; }

    public Expression? Region { get; init; }

    public Expression? Vary { get; init; }

    public Expression? Version { get; init; }

    /// <summary>What loads the items of a collection that are missing; then its list is one of ids.</summary>
    public Expression? Load { get; init; }

    /// <summary>It is cached only where this holds.</summary>
    public Condition? If { get; init; }

    /// <summary>What people call it.</summary>
    public string? Name { get; init; }

    /// <summary>Variables that the body assigns and that are seen after it, on a hit too.</summary>
    public (string Name, int Slot)[] Export { get; init; } = [];

    /// <summary>These arguments, with what they do not say taken from the template's defaults.</summary>
    public CacheArguments Over(CacheArguments defaults) => ReferenceEquals(defaults, None) ? this : this with
    {
        Expire = Expire ?? defaults.Expire,
        Sliding = Sliding ?? defaults.Sliding,
        Stale = Stale ?? defaults.Stale,
        Tags = Tags ?? defaults.Tags,
        Type = Type ?? defaults.Type,
        Region = Region ?? defaults.Region,
        Vary = Vary ?? defaults.Vary,
    };
}
