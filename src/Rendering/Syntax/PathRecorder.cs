namespace Rendering.Syntax;

/// <summary>A place of a template that reads a variable, or what a path of names behind it leads to: <c>product.name</c>.</summary>
/// <param name="Expression">What reads it.</param>
/// <param name="Slot">The variable.</param>
/// <param name="Scope">The slot of an object whose members come before the variable; -1 for none.</param>
/// <param name="Path">The variable's name and those behind it.</param>
/// <param name="Offset">Where in the text the statement or the expression begins.</param>
/// <param name="InHole">Whether it is read in a hole: if it is the model's, that of whoever the page is served to.</param>
internal sealed record ReadPath(Expression Expression, int Slot, int Scope, string[] Path, int Offset, bool InHole)
{
    /// <summary>The path as a template has it.</summary>
    public string Text => string.Join('.', Path);

    /// <summary>Something of the language, unless a variable has its name: nothing of the model.</summary>
    public bool IsBuiltIn { get; init; }
}

/// <summary>Notes, while a template is parsed, what it reads; each path at its full length.</summary>
internal sealed class PathRecorder
{
    // A path is made longer right after it was made; behind it stands at most what its index is made of.
    private const int Near = 4;

    private readonly List<ReadPath> _paths = [];
    private readonly List<Expression> _includes = [];
    private readonly List<Expression> _names = [];

    /// <summary>Where in the text the parser is.</summary>
    public int Offset { get; set; }

    /// <summary>How many holes are around what is parsed.</summary>
    public int Holes { get; set; }

    /// <summary>All that was read so far, and all includes.</summary>
    public ReadMark Mark => new(_paths.Count, _includes.Count, _names.Count);

    public T Add<T>(T variable, int slot, string name, int scope = -1, bool isBuiltIn = false) where T : Expression
    {
        _paths.Add(new(variable, slot, scope, [name], Offset, Holes > 0) { IsBuiltIn = isBuiltIn });
        return variable;
    }

    public T Extend<T>(Expression target, T member, string name) where T : Expression
    {
        for (var i = _paths.Count - 1; i >= 0 && i >= _paths.Count - Near; i--)
            if (ReferenceEquals(_paths[i].Expression, target)) _paths[i] = _paths[i] with { Expression = member, Path = [.. _paths[i].Path, name] };
        return member;
    }

    /// <summary>Another template reads the same variables here.</summary>
    public void Include(Expression name) => _includes.Add(name);

    /// <summary>A variable is read whose name is known only at run time.</summary>
    public Expression Named(Expression name)
    {
        _names.Add(name);
        return name;
    }

    public Reads Since(ReadMark mark) => new([.. _paths[mark.Paths..]], [.. _includes[mark.Includes..]], [.. _names[mark.Names..]]);
}

/// <summary>How much had been read at a place of the text.</summary>
internal readonly record struct ReadMark(int Paths, int Includes, int Names);

/// <summary>What a part of a template reads: paths, what the templates read that it includes, and variables by names known only at run time.</summary>
internal sealed record Reads(ReadPath[] Paths, Expression[] Includes, Expression[] Names)
{
    public static readonly Reads Nothing = new([], [], []);
}
