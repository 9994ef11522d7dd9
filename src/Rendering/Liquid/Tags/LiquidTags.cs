using System.Collections.Frozen;

namespace Rendering.Liquid.Tags;

/// <summary>The tags of Liquid as we have it: the whole table. <c>liquid</c> itself is the parser's, since it leaves no node.</summary>
internal static class LiquidTags
{
    /// <summary>The word that is a tag between <c>&lt;%</c> and <c>%&gt;</c> only at the head of a template, before everything else.</summary>
    public const string HeadWord = "page";

    private static readonly TagDefinition[] All =
    [
        new("#", CommentTags.Inline),
        new("assign", AssignTag.Parse),
        new("break", LoopControlTags.Break),
        new("cache", CacheTag.Parse, InAngles: true),
        new("cache_defaults", CacheTag.Defaults, InAngles: true, HasBlock: false),
        new("cache_each", CacheEachTag.Parse, InAngles: true),
        new("cache_expire", ScopeTags.Expire, InAngles: true, HasBlock: false),
        new("cache_tag", ScopeTags.Tag, InAngles: true, HasBlock: false),
        new("capture", CaptureTag.Parse),
        new("case", CaseTag.Parse),
        new("comment", CommentTags.Comment),
        new("continue", LoopControlTags.Continue),
        new("cycle", CycleTag.Parse),
        new("decrement", CounterTags.Decrement),
        new("doc", CommentTags.Doc),
        new("echo", EchoTag.Parse),
        new("for", ForTag.Parse),
        new("if", IfTag.If),
        new("ifchanged", IfChangedTag.Parse),
        new("include", PartialTag.Include),
        new("increment", CounterTags.Increment),
        new("layout", LayoutTags.Layout),
        new("no_store", ScopeTags.NoStore, InAngles: true, HasBlock: false),
        new("nocache", NoCacheTag.Parse, InAngles: true),
        new(HeadWord, CacheTag.Page, InAngles: true, HasBlock: false),
        new("raw", RawTag.Parse),
        new("render", PartialTag.Render),
        new("renderbody", LayoutTags.RenderBody),
        new("rendersection", LayoutTags.RenderSection),
        new("response_header", LayoutTags.ResponseHeader, InAngles: true, HasBlock: false),
        new("section", LayoutTags.Section),
        new("tablerow", TableRowTag.Parse),
        new("unless", IfTag.Unless),
    ];

    public static FrozenDictionary<string, TagDefinition> ByName { get; } = All.ToFrozenDictionary(static tag => tag.Name, StringComparer.Ordinal);

    /// <summary>The words that are tags between <c>&lt;%</c> and <c>%&gt;</c>.</summary>
    public static FrozenSet<string> InAngles { get; } = All.Where(static tag => tag.InAngles)
        .SelectMany(static tag => tag.HasBlock ? (string[])[tag.Name, "end" + tag.Name] : [tag.Name]).ToFrozenSet(StringComparer.Ordinal);
}
