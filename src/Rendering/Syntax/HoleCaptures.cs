using Rendering.Fragments;
using Rendering.Values;

namespace Rendering.Syntax;

/// <summary>
/// What a hole takes with it from where it stands: of the variables, which are gone when it is filled, those that it reads. The members of the
/// page's model it reads when it is filled, off the model of that time.
/// </summary>
internal sealed class HoleCaptures(RenderFrame frame, IReadOnlyList<(string Name, int Slot)> visible)
{
    private readonly List<CapturedValue> _captured = [];
    private readonly HashSet<ParsedTemplate> _included = [];

    public IReadOnlyList<CapturedValue> Captured => _captured;

    /// <summary>Whether something is read that is no variable here, and may be a member of the model.</summary>
    public bool ReadsModel { get; private set; }

    public bool SeesModel { get; } = frame.SeesPageModel;

    public void Add(string[] path, in Value value)
    {
        if (frame.Pending is not null || _captured.Exists(known => known.Path.SequenceEqual(path))) return;
        var kept = value.Kind == ValueKind.Array ? frame.ToItems(value) is { } items ? Value.FromArray(items) : default : value;
        if (ValueText.TryWrite(kept, list => frame.ToItems(list)) is not { } text)
            throw new TemplateRenderException(
                $"nocache captures text, numbers, truth values, times and lists of them, and '{string.Join('.', path)}' is none of these. Name what the block needs of it: nocache with {string.Join('.', path)}.name");
        // Each hole has its own, though a thousand of them capture one list.
        frame.MadeText(text.Length);
        _captured.Add(new(path, kept));
    }

    public void Add(Reads reads)
    {
        foreach (var read in reads.Paths)
        {
            if (frame.IsLocal(read)) Add(read);
            else ReadsModel |= !frame.IsGlobal(read.Path[0]);
        }

        foreach (var name in reads.Names)
        {
            var key = name.Evaluate(frame);
            if (frame.Pending is null && key.AsString is { } text && frame.TryReadLocal(text, visible, out var value)) Add([text], frame.Resolve(value));
            else ReadsModel = true;
        }

        foreach (var include in reads.Includes)
        {
            if (include.TryGetConstant(out var name) && name.AsString is { } text)
            {
                if (Find(text) is { } template) AddIncluded(template);
            }
            else ReadsModel = true;
        }
    }

    // What a condition in the body guards may lead nowhere, which is an error only where the body comes there.
    private void Add(ReadPath read)
    {
        Value value;
        try
        {
            value = read.Expression.Evaluate(frame);
        }
        catch (TemplateRenderException)
        {
            if (NilIn(read.Path) is not { } nil) throw;
            Add(nil, default);
            return;
        }

        Add(read.Path, value);
    }

    // The path to where there is nothing, before its end; null where it leads to its end.
    private string[]? NilIn(string[] path)
    {
        if (!frame.TryReadLocal(path[0], visible, out var value)) return null;
        for (var i = 1; i < path.Length; i++)
        {
            if (value.IsNil) return path[..i];
            value = frame.Resolve(frame.GetMember(value, Value.FromString(path[i])));
        }

        return null;
    }

    /// <summary>The values of one variable as one: itself, or an object with what was captured of it.</summary>
    public static Value Join(IEnumerable<CapturedValue> values)
    {
        ValueHash? root = null;
        foreach (var (path, value) in values.OrderBy(static value => value.Path.Count))
        {
            // The whole was captured: its parts are in it.
            if (path.Count == 1) return value;
            var hash = root ??= new();
            for (var i = 1; i < path.Count - 1 && hash is not null; i++)
            {
                if (!hash.TryGet(path[i], out var next)) hash[path[i]] = next = Value.FromReference(new ValueHash());
                hash = next.AsObject as ValueHash;
            }

            if (hash is not null) hash[path[^1]] = value;
        }

        return Value.FromReference(root);
    }

    // Whether the block comes to an include that fails shows when it is rendered, and there it fails.
    private ParsedTemplate? Find(string name)
    {
        try
        {
            return frame.Load(name) as ParsedTemplate;
        }
        catch (TemplateException)
        {
            return null;
        }
    }

    // What is included reads the variables of this place by their names.
    private void AddIncluded(ParsedTemplate template)
    {
        if (!_included.Add(template)) return;
        foreach (var read in template.Reads.Paths)
        {
            if (frame.TryReadLocal(read.Path[0], visible, out var value))
            {
                foreach (var name in read.Path.AsSpan(1)) value = frame.GetMember(value, Value.FromString(name));
                Add(read.Path, frame.Resolve(value));
            }
            else ReadsModel |= !frame.IsGlobal(read.Path[0]);
        }

        ReadsModel |= template.Reads.Names.Length > 0;
        foreach (var include in template.Reads.Includes)
        {
            if (!include.TryGetConstant(out var name) || name.AsString is not { } text) ReadsModel = true;
            else if (Find(text) is { } inner) AddIncluded(inner);
        }
    }
}
