using Rendering.Engines;

namespace Rendering.Tests.Engines;

public sealed class LiquidContractTests() : EngineContract(new LiquidDialect());

internal sealed class LiquidDialect : Dialect
{
    public override string Extension => ".liquid";

    public override ITemplateEngine? Engine => null;

    public override string Body => "{% renderbody %}";

    public override string Broken => "{% if %}";

    public override string Failing => "{{ 1 | divided_by: 0 }}";

    public override string Print(string name) => $"{{{{ {name} }}}}";

    public override string Include(string template) => $"{{% include '{template}' %}}";

    public override string IncludeBy(string variable) => $"{{% include {variable} %}}";

    public override string Cached(string body, string? key = null, int? expire = null, string? tags = null) =>
        $"<% cache {string.Join(", ", new[] { key, expire is null ? null : $"expire: {expire}", tags is null ? null : $"tags: '{tags}'" }.OfType<string>())} %>{body}<% endcache %>";

    public override string Layout(string template) => $"{{% layout '{template}' %}}";

    public override string Section(string name, string body) => $"{{% section {name} %}}{body}{{% endsection %}}";

    public override string Yield(string name) => $"{{% rendersection {name} %}}";

    public override string Unstorable(string body) => $"{{% for i in (1..1) %}}{Cached(body + "{% break %}")}{{% endfor %}}";
}
