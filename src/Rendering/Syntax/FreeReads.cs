using Rendering.Engines;

namespace Rendering.Syntax;

/// <summary>
/// Finds what the body of a cached section reads from around it: what is neither assigned in it, nor a variable of a loop in it, nor, if it
/// is the model's, read in a hole. Made before the body is parsed, and asked behind it.
/// </summary>
/// <param name="arguments">What the section says of its cache.</param>
/// <param name="slots">The template's variables.</param>
/// <param name="paths">What the template reads.</param>
internal sealed class FreeReads(CacheArguments arguments, SlotTable slots, PathRecorder paths)
{
    private readonly int _firstSlot = slots.Slots.Count;
    private readonly int _firstWritten = slots.Written.Count;
    private readonly ReadMark _mark = paths.Mark;

    /// <summary>
    /// The arguments, with a key made of what the body reads where they ask for one (<c>key: auto</c>); else what the key does not tell is added to
    /// <paramref name="found"/>. A key made of something of an object tells the whole object apart.
    /// </summary>
    /// <exception cref="TemplateSyntaxException">There is no telling what the body reads.</exception>
    public CacheArguments Check(List<FreeVariable> found, TemplateSource source)
    {
        var reads = paths.Since(_mark);
        var untold = Find(reads);
        if (!arguments.IsAuto)
        {
            found.AddRange(untold.Select(read => new FreeVariable(read.Text, arguments.Name, TemplateLocation.At(source, read.Offset))));
            return arguments;
        }

        if (reads.Includes.Length + reads.Names.Length > 0)
            throw new TemplateSyntaxException("key: auto cannot tell what an include reads, nor a variable whose name is computed. Use render, or name the parts of the key");
        return arguments with { Key = [.. arguments.Key, .. untold.Select(static read => new AutoKeyPart(read))] };
    }

    private List<ReadPath> Find(Reads reads)
    {
        HashSet<string> known = [.. slots.Written.Skip(_firstWritten), .. arguments.Told];
        var free = new List<ReadPath>();
        foreach (var read in reads.Paths)
        {
            var isOwned = slots.Slots[read.Slot].Owned;
            if (isOwned ? read.Slot >= _firstSlot || known.Contains(read.Path[0]) : read.InHole || read.IsBuiltIn || known.Contains(read.Path[0])) continue;
            // Values of the request are guarded when they are read.
            if (read.Path[0] != RequestExpression.Name && !free.Exists(other => other.Path.SequenceEqual(read.Path))) free.Add(read);
        }

        return free;
    }

    /// <summary>A part of a key that was made of what a section reads.</summary>
    private sealed class AutoKeyPart(ReadPath read) : Expression(read.Expression)
    {
        public override Values.Value Evaluate(RenderFrame frame)
        {
            var value = read.Expression.Evaluate(frame);
            return value.Kind is Values.ValueKind.Hash or Values.ValueKind.Object
                ? throw new TemplateRenderException($"key: auto makes keys of text, numbers, truth values, dates and lists of them, and '{read.Text}' is none of these. Name the member that tells these objects apart: <% cache {read.Text}.id %>")
                : value;
        }
    }
}
