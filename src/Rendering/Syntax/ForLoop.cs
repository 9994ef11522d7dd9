namespace Rendering.Syntax;

/// <summary>What a loop tells its body about itself: the object behind <c>forloop</c>.</summary>
internal class ForLoop(string name, int length, ForLoop? parent)
{
    public string Name => name;

    public int Length => length;

    public ForLoop? Parentloop => parent;

    public int Index => Index0 + 1;

    public int Index0 { get; internal set; }

    public int Rindex => length - Index0;

    public int Rindex0 => length - Index0 - 1;

    public bool First => Index0 == 0;

    public bool Last => Index0 == length - 1;

    public override string ToString() => "Liquid::ForloopDrop";
}
