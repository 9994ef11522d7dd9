using Rendering.Fragments;
using Rendering.Values;

namespace Rendering.Syntax;

/// <summary>What a collection's name stands for, by the rules of the language's own loops.</summary>
internal delegate LoopRange CollectionItems(RenderFrame frame, in Value collection);

/// <summary>
/// <c>cache_each</c>: a loop whose body is a cached section for each item. All are looked up at once, and what is missing is rendered
/// and stored at once. The body has a scope of its own, and no place in the list, which a hit could not know.
/// </summary>
internal sealed class CacheEachNode(Expression collection, CollectionItems itemsOf, CacheArguments arguments, int itemSlot, int placeSlot, Block body, Block? otherwise) : Node
{
    private readonly KeyedValues _keyed = new(arguments.Key);
    private readonly CacheArguments _life = arguments with { Tags = null };
    private readonly FragmentPlace _place = new();

    public CacheArguments Arguments => arguments;

    /// <summary>Which of the cached sections of its text it is.</summary>
    public required int Number { get; init; }

    /// <summary>The variable that holds an item, in the header and in the body.</summary>
    public int ItemSlot => itemSlot;

    /// <summary>The variable that a loop keeps its place in.</summary>
    public int PlaceSlot => placeSlot;

    public Block Body => body;

    public override Task? Render(RenderFrame frame)
    {
        var mark = frame.Output.Length;
        var isCached = arguments.If?.Test(frame) ?? true;
        var list = collection.Evaluate(frame);
        var load = arguments.Load?.Evaluate(frame) ?? default;
        var vary = VaryExpression.Evaluate(arguments.Vary, frame);
        var spec = new FragmentSpec(null, frame.Template.Source.Name)
        {
            From = frame.Template.Source.Name,
            Offset = Offset,
            Name = arguments.Name,
            Place = _place,
            Type = CacheSettings.Name(arguments.Type, "type", frame),
            Region = CacheSettings.Name(arguments.Region, "region", frame),
            Vary = _keyed.With(vary, frame),
        };
        // The tags are each item's own.
        spec = CacheSettings.Life(spec, _life, frame);
        if (frame.Pending is not null) return Again(frame, mark);
        if (frame.HasNews) frame.Settle();
        var items = itemsOf(frame, list);
        if (items.Count == 0) return otherwise?.Render(frame);
        if (items.Count > frame.Limits.LoopLength) throw LimitException.LoopLength(frame.Limits.LoopLength);
        return new Collection(this, frame, items, spec, vary, LoaderOf(load), isCached).Run();
    }

    private ICollectionLoader? LoaderOf(in Value load) => arguments.Load is null ? null
        : load.AsObject as ICollectionLoader
            ?? throw new TemplateRenderException($"load takes a loader of the model, such as a CollectionLoader<int, Product>; this is {(load.IsNil ? "nil" : "none")}");
}
