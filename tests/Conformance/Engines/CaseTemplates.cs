using Conformance.Suites;

using Rendering.Templates;

namespace Conformance.Engines;

/// <summary>A case's template and its partials, found by the rule of its suite.</summary>
internal sealed class CaseTemplates(ConformanceCase test, string page, string text) : ITemplateSource
{
    private const string Extension = ".liquid";

    public long Generation => 0;

    public long? Stamp(string name) => Read(name) is null ? null : 0;

    public string? Read(string name)
    {
        if (name == page) return text;
        if (test.Partials.TryGetValue(name, out var partial)) return partial;
        if (test.Suite.Partials == PartialNames.Exact) return null;
        var comparison = test.Suite.Partials == PartialNames.AnyCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        var bare = Bare(name);
        return test.Partials.FirstOrDefault(known => Bare(known.Key).Equals(bare, comparison)).Value;
    }

    private static string Bare(string name) => name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) ? name[..^Extension.Length] : name;
}
