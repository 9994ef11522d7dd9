namespace Rendering.Syntax;

/// <summary>Collects the statements of a block while it is parsed.</summary>
internal sealed class BlockBuilder
{
    private readonly List<Node> _nodes = [];

    public void Add(Node node) => _nodes.Add(node);

    public bool IsBlank => _nodes.TrueForAll(static node => node.IsBlank);

    /// <summary>Drops the white space of a block that prints nothing else.</summary>
    public void RemoveText() => _nodes.RemoveAll(static node => node is TextNode);

    /// <summary>The block, with each text fused to the output behind it.</summary>
    public Block Build()
    {
        if (_nodes.Count == 0) return Block.None;
        var fused = new List<Node>(_nodes.Count);
        for (var i = 0; i < _nodes.Count; i++)
        {
            if (_nodes[i] is TextNode text && i + 1 < _nodes.Count && _nodes[i + 1] is OutputNode output)
            {
                fused.Add(new OutputNode(text.Utf8, output.Expression, output.Formatter) { Offset = output.Offset });
                i++;
            }
            else fused.Add(_nodes[i]);
        }
        return new Block([.. fused]);
    }
}
