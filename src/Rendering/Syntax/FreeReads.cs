using Rendering.Engines;

namespace Rendering.Syntax;

/// <summary>
/// Finds what the body of a cached section reads from around it: what is neither assigned in it, nor a variable of a loop in it, nor, if it
/// is the model's, read in a hole.
/// </summary>
/// <param name="slots">The template's variables.</param>
/// <param name="paths">What the template reads.</param>
internal sealed class FreeReads(SlotTable slots, PathRecorder paths)
{
    private readonly int _firstSlot = slots.Slots.Count;
    private readonly int _firstWritten = slots.Written.Count;
    private readonly ReadMark _mark = paths.Mark;

    /// <summary>Each path once, in the order of the text. Asked when the body has been parsed; this was made before it.</summary>
    public IReadOnlyList<ReadPath> Find()
    {
        HashSet<string> assigned = [.. slots.Written.Skip(_firstWritten)];
        var free = new List<ReadPath>();
        foreach (var read in paths.Since(_mark).Paths)
        {
            var isOwned = slots.Slots[read.Slot].Owned;
            if (isOwned ? read.Slot >= _firstSlot : read.InHole || assigned.Contains(read.Path[0])) continue;
            // Values of the request are guarded when they are read.
            if (read.Path[0] != RequestExpression.Name && !read.IsBuiltIn && !free.Exists(known => known.Path.SequenceEqual(read.Path))) free.Add(read);
        }

        return free;
    }

    /// <summary>Whether other templates read the same variables in the body, which nobody knows at parse.</summary>
    public bool HasIncludes => paths.Since(_mark).Includes.Length > 0;

    /// <summary>What of it the key does not tell: a key that is made of something of an object tells the whole object apart.</summary>
    public IEnumerable<FreeVariable> NotIn(Reads key, TemplateSource source, string? fragment)
    {
        HashSet<string> told = [.. key.Paths.Select(static read => read.Path[0])];
        return Find().Where(read => !told.Contains(read.Path[0]))
            .Select(read => new FreeVariable(read.Text, fragment, TemplateLocation.At(source, read.Offset)));
    }
}
