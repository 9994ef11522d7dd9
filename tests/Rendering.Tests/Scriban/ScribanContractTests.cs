using Rendering.Engines;
using Rendering.Tests.Engines;

namespace Rendering.Tests.Scriban;

public sealed class ScribanContractTests() : EngineContract(new ScribanDialect());

internal sealed class ScribanDialect : Dialect
{
    public override string Extension => ".scriban";

    public override ITemplateEngine? Engine => null;

    public override string Body => "{{ renderbody }}";

    public override string Broken => "<% endcache %>";

    // Most errors of the language know their place inside of the braces; a statement's is its beginning.
    public override string Failing => "<% cache expire: 'soon' %><% endcache %>";

    public override string Print(string name) => $"{{{{ {name} }}}}";

    public override string Include(string template) => $"{{{{ include '{template}' }}}}";

    public override string IncludeBy(string variable) => $"{{{{ include {variable} }}}}";

    public override string Cached(string body, string? key = null, int? expire = null, string? tags = null) =>
        $"<% cache {string.Join(", ", new[] { key, expire is null ? null : $"expire: {expire}", tags is null ? null : $"tags: '{tags}'" }.OfType<string>())} %>{body}<% endcache %>";

    public override string Layout(string template) => $"{{{{ layout '{template}' }}}}";

    public override string Section(string name, string body) => $"{{{{ section {name} }}}}{body}{{{{ end }}}}";

    public override string Yield(string name) => $"{{{{ rendersection {name} }}}}";

    public override string Unstorable(string body) => $"{{{{ for i in 1..1 }}}}{Cached(body + "{{ break }}")}{{{{ end }}}}";
}
