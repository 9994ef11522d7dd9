using Rendering.Fragments;
using Rendering.Values;

namespace Rendering.Syntax;

/// <summary>What a collection says about its cache; each is optional.</summary>
/// <param name="Key">Of an item; null where the item is its own key.</param>
/// <param name="Version">Of an item.</param>
/// <param name="Tags">Of an item, asked only of one that is rendered.</param>
/// <param name="Load">What loads the items that are missing; then the list is one of ids.</param>
/// <param name="Expire">Of each, and the same for all, like what follows.</param>
/// <param name="Type">The store.</param>
/// <param name="Region">The region.</param>
/// <param name="Name">What people call it.</param>
/// <param name="If">Whether it is cached.</param>
internal sealed record CollectionArguments(
    Expression? Key, Expression? Version, Expression? Tags, Expression? Load, Expression? Expire, Expression? Type, Expression? Region, Expression? Name, Condition? If);

/// <summary>What a collection's name stands for, by the rules of the language's own loops.</summary>
internal delegate LoopRange CollectionItems(RenderFrame frame, in Value collection);

/// <summary>
/// <c>cache_each</c>: a loop whose body is a cached section for each item. All are looked up at once, and what is missing is rendered
/// and stored at once. The body has a scope of its own, and no place in the list, which a hit could not know.
/// </summary>
internal sealed class CacheEachNode(Expression collection, CollectionItems itemsOf, CollectionArguments arguments, int itemSlot, int placeSlot, Block body, Block? otherwise) : Node
{
    private readonly FragmentPlace _place = new();

    public CollectionArguments Arguments => arguments;

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
        var spec = new FragmentSpec(null, frame.Template.Source.Name)
        {
            From = frame.Template.Source.Name,
            Offset = Offset,
            Place = _place,
            Type = NameOf(arguments.Type, "type", frame),
            Region = NameOf(arguments.Region, "region", frame),
            Name = NameOf(arguments.Name, "name", frame),
            Expire = arguments.Expire is { } expire ? CacheSettings.Expire(expire.Evaluate(frame)) : null,
        };
        if (frame.Pending is not null) return Again(frame, mark);
        if (frame.HasNews) frame.Settle();
        var items = itemsOf(frame, list);
        if (items.Count == 0) return otherwise?.Render(frame);
        if (items.Count > frame.Limits.LoopLength) throw LimitException.LoopLength(frame.Limits.LoopLength);
        return new Collection(this, frame, items, spec, LoaderOf(load), isCached).Run();
    }

    private ICollectionLoader? LoaderOf(in Value load) => arguments.Load is null ? null
        : load.AsObject as ICollectionLoader
            ?? throw new TemplateRenderException($"load takes a loader of the model, such as a CollectionLoader<int, Product>; this is {(load.IsNil ? "nil" : "none")}");

    // What is still on its way is nil until then.
    private static string? NameOf(Expression? name, string option, RenderFrame frame) =>
        name is null ? null : CacheSettings.Name(name.Evaluate(frame), option);
}
