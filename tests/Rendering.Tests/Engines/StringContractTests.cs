using Rendering.Engines;

namespace Rendering.Tests.Engines;

public sealed class StringContractTests() : EngineContract(new StringDialect());

internal sealed class StringDialect : Dialect
{
    public override string Extension => ".str";

    public override ITemplateEngine? Engine { get; } = new StringEngine();

    public override string Body => "[[body]]";

    public override string Broken => "[[/]]";

    public override string Failing => "[[fail]]";

    public override string Print(string name) => $"[[{name}]]";

    public override string Include(string template) => $"[[>{template}]]";

    public override string IncludeBy(string variable) => $"[[>*{variable}]]";

    public override string Cached(string body, string? key = null, int? expire = null, string? tags = null) =>
        $"[[cache{(key is null ? "" : " key=" + key)}{(expire is null ? "" : $" expire={expire}")}{(tags is null ? "" : " tags=" + tags)}]]{body}[[/]]";

    public override string Layout(string template) => $"[[layout {template}]]";

    public override string Section(string name, string body) => $"[[section {name}]]{body}[[/]]";

    public override string Yield(string name) => $"[[yield {name}]]";

    public override string Unstorable(string body) => Cached(body + "[[nostore]]");
}
