using Rendering.Liquid;

namespace Conformance.Suites;

/// <summary>A Ruby symbol, which .NET has no like of: a name that is equal to itself and not to the text of it; <c>:name</c> inside a hash.</summary>
internal sealed record Symbol(string Name) : IInspected
{
    public string Inspect() => ":" + Name;

    public override string ToString() => Name;
}
