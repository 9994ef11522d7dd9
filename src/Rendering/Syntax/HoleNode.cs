using Rendering.Fragments;
using Rendering.Values;

namespace Rendering.Syntax;

/// <summary>What a hole says of itself; each is optional.</summary>
/// <param name="With">What it captures, by path, in place of what its body reads.</param>
/// <param name="Version">What an ETag of the page is made of for it.</param>
/// <param name="Stale">Whether a client may keep the one that it has.</param>
/// <param name="Source">Where clients get it, for pages that leave it to them.</param>
internal sealed record HoleArguments((string[] Path, Expression Value)[]? With, Expression? Version, bool Stale, Expression? Source)
{
    public static readonly string[] Options = ["version", "stale", "src"];

    public HoleValidity Validity => Version is not null ? HoleValidity.Version : Stale ? HoleValidity.Stale : HoleValidity.Unknown;
}

/// <summary>
/// A block that is rendered whenever the page is served. Here it only leaves a hole in the output, with the variables that the block
/// reads: what belongs to this place. The model it reads is that of whoever the page is served to. So it is, whether anything around it is cached
/// or not.
/// </summary>
internal sealed class HoleNode(int number, HoleArguments arguments, Block body, Reads reads, IReadOnlyList<(string Name, int Slot)> visible) : Node
{
    public Block Body => body;

    public Expression? Version => arguments.Version;

    public override Task? Render(RenderFrame frame)
    {
        var mark = frame.Output.Length;
        var captures = new HoleCaptures(frame, visible);
        if (arguments.With is { } with)
            foreach (var (path, value) in with) captures.Add(path, value.Evaluate(frame));
        else captures.Add(reads);
        frame.Made(TemplateHole.OwnSize);
        var source = arguments.Source?.Evaluate(frame) ?? default;
        if (frame.Pending is not null) return Again(frame, mark);
        frame.Output.Write(new TemplateHole(frame.Template.Source.Name, number, captures.Captured)
        {
            SeesModel = captures.SeesModel,
            ReadsModel = captures.SeesModel && (arguments.With is not null || captures.ReadsModel),
            Validity = arguments.Validity,
            Source = source.IsNil ? null : frame.Formatter.ToText(source),
        });
        return null;
    }

    /// <summary>Gives the variables of the frame, which is to render the body, their captured values.</summary>
    public void Restore(RenderFrame frame, IReadOnlyList<CapturedValue> captured)
    {
        foreach (var root in captured.GroupBy(static value => value.Path[0], StringComparer.Ordinal))
        {
            var value = HoleCaptures.Join(root);
            // The name may be a loop's variable where the hole stood, and a variable of the page in what it includes.
            frame.Slots[frame.Template.Layout.SlotOf(root.Key)] = value;
            foreach (var read in reads.Paths)
                if (read.Path[0] == root.Key) frame.Slots[frame.Read[read.Slot]] = value;
            foreach (var (name, slot) in visible)
                if (name == root.Key) frame.Slots[frame.Read[slot]] = value;
        }
    }
}
