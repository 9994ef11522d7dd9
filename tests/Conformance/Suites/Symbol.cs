namespace Conformance.Suites;

/// <summary>A Ruby symbol, which .NET has no like of: a name that is equal to itself and not to the text of it.</summary>
internal sealed record Symbol(string Name)
{
    public override string ToString() => Name;
}
