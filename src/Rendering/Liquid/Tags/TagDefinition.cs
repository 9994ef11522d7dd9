using Rendering.Syntax;

namespace Rendering.Liquid.Tags;

/// <summary>Parses one tag; null where it leaves nothing to render.</summary>
internal delegate Node? TagParser(TagContext tag);

/// <summary>
/// A tag: its name and how it is parsed. <see cref="InAngles"/>: also between <c>&lt;%</c> and <c>%&gt;</c>, where <see cref="HasBlock"/>
/// says whether the tag that ends it is one too.
/// </summary>
internal sealed record TagDefinition(string Name, TagParser Parse, bool InAngles = false, bool HasBlock = true);
