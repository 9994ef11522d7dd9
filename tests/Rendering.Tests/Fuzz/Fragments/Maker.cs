namespace Rendering.Tests.Fuzz.Fragments;

/// <summary>Makes templates up: sections in one another, includes, loops, holes, captures and layouts.</summary>
internal sealed class Maker(Random random)
{
    public const int Values = 4;

    private static readonly int?[] Expires = [null, 10, 60, 300];
    private static readonly string[] AllTags = ["red", "green", "blue"];

    private int _names;

    /// <summary>What stands around what is made.</summary>
    private sealed record Around(MadeTemplate Template, string[] Includes, string[] Loops, (string Name, int Value)[] Locals)
    {
        public int Depth { get; init; }

        public bool InHole { get; init; }

        /// <summary>Whether the name of whoever asks may be printed: in a hole, or where every section around has it in its key.</summary>
        public bool MayNameUser { get; init; }

        /// <summary>What fills a section of the layout has none inside.</summary>
        public bool MayFill { get; init; }
    }

    public void Make(MadeTemplate template, string[] includes, bool isPage)
    {
        var around = new Around(template, includes, [], []) { MayNameUser = isPage, MayFill = true };
        template.Parts = [new Words($"<{template.Name}#{++_names}>"), .. Some(around, 3)];
        if (isPage) template.Page = new(template.Name, [], Pick(Expires), [], template.Parts);
    }

    public void MakeLayout(MadeTemplate template, string[] includes)
    {
        var around = new Around(template, includes, [], []);
        template.Parts = [new Words($"<{template.Name}#{++_names}>"), new Yield("head"), .. Some(around, 1), new Body(), new Yield("foot"), .. Some(around, 1)];
    }

    private Part[] Some(Around around, int least = 1)
    {
        var parts = new List<Part>();
        var locals = around.Locals.ToList();
        for (var count = least + random.Next(3); count > 0; count--)
        {
            var part = One(around with { Locals = [.. locals], Depth = around.Depth + 1 });
            parts.Add(part);
            if (part is Assign assign) locals.Add((assign.Name, assign.Value));
        }

        return [.. parts];
    }

    private Part One(Around around)
    {
        switch (random.Next(around.Depth < 5 ? 18 : 6))
        {
            case 0:
                return new Words($".{++_names}.");
            case 1 when around.MayNameUser:
                return new PrintUser();
            case 2:
                return new Assign($"x{++_names}", random.Next(Values));
            case 3 or 4 when around.Locals.Length > 0:
                var (name, value) = Pick(around.Locals);
                return new PrintLocal(name, value);
            case 5 when around.Loops.Length > 0:
                return new PrintIndex(Pick(around.Loops));
            case 7 or 8 or 9:
                return Section(around);
            case 10 or 11:
                return new Hole(Some(around with { InHole = true, MayNameUser = true }));
            case 12:
                var loop = $"i{++_names}";
                return new Loop(loop, 1 + random.Next(2), Some(around with { Loops = [.. around.Loops, loop] }));
            case 6 when around.Loops.Length == 0:
                var item = $"i{++_names}";
                return new Each(item, 1 + random.Next(3), Section(around with { Loops = [item], MayNameUser = false }));
            case 16:
                return random.Next(8) == 0 ? new NoStoreHere() : random.Next(2) == 0 ? new TagHere(Pick(AllTags)) : new ExpireHere(Pick([10, 60, 300]));
            case 17 when around.Includes.Length > 0:
                var included = Pick(around.Includes);
                // Two includes of one template and key share what the first has made, with its life and its tags.
                return new CachedInclude(included, new(included, [$"{++_names}"], Pick(Expires), Tags(), [new Include(included, ByMember: false)]));
            case 13 when around.Includes.Length > 0:
                return new Include(Pick(around.Includes), random.Next(3) == 0);
            case 14 when around.MayFill:
                return new Fill(random.Next(2) == 0 ? "head" : "foot", random.Next(2) == 0 ? $"k{random.Next(2)}" : null, Some(around with { MayFill = false, Includes = [] }));
            case 15:
                return new AsText($"t{++_names}", Some(around));
            default:
                return new Print(random.Next(Values));
        }
    }

    // Its key has all that its body may print and that differs from one place or request to another.
    private Section Section(Around around)
    {
        var namesUser = around.MayNameUser && random.Next(2) == 0;
        // A variable that a hole was given may be older than the hole; kept in a section there, older than the section's expire.
        var inside = around with { MayNameUser = namesUser, InHole = false, Locals = around.InHole ? [] : around.Locals };
        return new(around.Template.Name, [.. around.Loops, .. namesUser ? (string[])["user"] : []], Pick(Expires), Tags(), Some(inside));
    }

    private string[] Tags() => random.Next(3) == 0 ? [.. AllTags.Where(_ => random.Next(2) == 0)] : [];

    private T Pick<T>(T[] from) => from[random.Next(from.Length)];
}
