namespace Rendering.Syntax;

/// <summary>How a language reads what stands behind the colon of an option.</summary>
internal interface IOptionReader
{
    Expression Value(string option);

    Condition Condition(string option);

    /// <summary>A bare word, or text.</summary>
    string Word(string option);

    /// <summary>The variable that a name stands for, which the body assigns.</summary>
    int Variable(string name);

    /// <summary>Takes the word <c>auto</c>, where that is all that is said.</summary>
    bool TryAuto();

    /// <summary>What the template reads, as far as it was parsed.</summary>
    PathRecorder Paths { get; }

    TemplateSyntaxException Error(string problem);
}

/// <summary>The options of the statements that cache something: the one table, for all languages.</summary>
internal sealed class CacheOptions(string statement, string[] options, IOptionReader reader)
{
    private static readonly string[] Life = ["expire", "sliding", "stale", "tags", "type", "region", "vary"];

    /// <summary>Those of a cached section.</summary>
    public static readonly string[] OfSection = ["key", .. Life, "version", "if", "unless", "name", "export"];

    /// <summary>Those of a collection.</summary>
    public static readonly string[] OfCollection = ["key", .. Life, "version", "load", "if", "unless", "name"];

    /// <summary>Those of a page.</summary>
    public static readonly string[] OfPage = ["key", .. Life, "version", "if", "unless", "name"];

    /// <summary>Those that a template may give for all its sections.</summary>
    public static readonly string[] OfDefaults = Life;

    // What tells one entry from another: what these read, the section may read.
    private static readonly string[] Telling = ["key", "vary", "version"];

    private readonly List<Expression> _key = [];
    private readonly List<string> _told = [];
    private ReadMark _read = reader.Paths.Mark;

    private CacheArguments _arguments = CacheArguments.None;

    /// <summary>What was read so far.</summary>
    public CacheArguments Arguments => _arguments with { Key = [.. _key], Told = [.. _told] };

    /// <summary>Reads an option whose name and colon have been read.</summary>
    /// <exception cref="TemplateSyntaxException">The statement has no such option.</exception>
    public void Read(string name)
    {
        if (Array.IndexOf(options, name) < 0)
            throw reader.Error($"Unknown option '{name}' of {statement}; its options are {string.Join(", ", options[..^1])} and {options[^1]}{Spelling.Suggest(name, options)}");
        _arguments = name switch
        {
            "expire" => _arguments with { Expire = reader.Value(name) },
            "sliding" => _arguments with { Sliding = reader.Value(name) },
            "stale" => _arguments with { Stale = reader.Value(name) },
            "tags" => _arguments with { Tags = reader.Value(name) },
            "type" => _arguments with { Type = reader.Value(name) },
            "region" => _arguments with { Region = reader.Value(name) },
            "vary" => _arguments with { Vary = VaryExpression.Of(reader.Value(name)) },
            "version" => _arguments with { Version = reader.Value(name) },
            "load" => _arguments with { Load = reader.Value(name) },
            "if" => _arguments with { If = And(_arguments.If, reader.Condition(name)) },
            "unless" => _arguments with { If = And(_arguments.If, new NotCondition(reader.Condition(name))) },
            "name" => _arguments with { Name = reader.Word(name) },
            "export" => _arguments with { Export = Exports() },
            _ => ReferenceEquals(options, OfSection) && reader.TryAuto() ? _arguments with { IsAuto = true } : Keyed(reader.Value(name)),
        };
        EndOption(tells: Array.IndexOf(Telling, name) >= 0);
    }

    /// <summary>Adds a part of the key.</summary>
    public void Key(Expression part)
    {
        Keyed(part);
        EndOption(tells: true);
    }

    private CacheArguments Keyed(Expression part)
    {
        _key.Add(part);
        return _arguments;
    }

    private void EndOption(bool tells)
    {
        if (tells) _told.AddRange(reader.Paths.Since(_read).Paths.Select(static read => read.Path[0]));
        _read = reader.Paths.Mark;
    }

    private static Condition And(Condition? first, Condition second) => first is null ? second : new AndCondition(first, second);

    // export: "title, total": variables that the section assigns and that are seen behind it.
    private (string, int)[] Exports()
    {
        if (!reader.Value("export").TryGetConstant(out var names) || names.AsString is not { } text)
            throw reader.Error("export takes the names of variables as text with commas: export: \"title, total\"");
        return [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(name => (name, reader.Variable(name)))];
    }
}
