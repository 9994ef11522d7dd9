using Rendering.Values;

namespace Rendering.Syntax;

/// <summary>What stands for the loop object inside a collection: the place of an item is not in its key, so it cannot be known.</summary>
internal sealed class NoPlace : IMemberSource
{
    public static readonly NoPlace Instance = new();

    public static TemplateRenderException Error => new(
        "The body of cache_each cannot know the place of its item, which may be found in the cache at another. Use a for loop with a cached section, whose key names what it prints");

    public bool TryGetMember(in Value name, out Value value) => throw Error;

    public override string ToString() => "";
}
