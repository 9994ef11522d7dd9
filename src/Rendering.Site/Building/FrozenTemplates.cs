using Rendering.Templates;

namespace Rendering.Site.Building;

/// <summary>A source as one build sees it: each template once, however the files change meanwhile; the next build sees that.</summary>
internal sealed class FrozenTemplates(ITemplateSource source) : ITemplateSource
{
    public long Generation => 0;

    public long? Stamp(string name) => source.Stamp(name);

    public string? Read(string name) => source.Read(name);
}
