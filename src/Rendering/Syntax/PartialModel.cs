using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Rendering.Values;

namespace Rendering.Syntax;

/// <summary>
/// What a partial in another language is given: variables by name and, behind them, the members of the page's model, which are
/// read only when they are asked for.
/// </summary>
internal sealed class PartialModel(Value model, MemberPolicy members) : IReadOnlyDictionary<string, object?>
{
    private readonly Dictionary<string, object?> _variables = new(StringComparer.Ordinal);

    public object? this[string name]
    {
        get => TryGetValue(name, out var value) ? value : throw new KeyNotFoundException(name);
        set => _variables[name] = value;
    }

    public IEnumerable<string> Keys => _variables.Keys.Concat(ModelNames().Where(name => !_variables.ContainsKey(name)));

    public IEnumerable<object?> Values => this.Select(static pair => pair.Value);

    public int Count => Keys.Count();

    /// <summary>Whether it is one of the variables, and no member of the model behind them.</summary>
    public bool HasVariable(string name) => _variables.ContainsKey(name);

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value)
    {
        if (_variables.TryGetValue(key, out value)) return true;
        var instance = model.AsObject;
        var found = default(Value);
        var has = instance switch
        {
            null => false,
            IMemberSource source => source.TryGetMember(Value.FromString(key), out found),
            _ when model.Kind == ValueKind.Hash => HashAccess.Of(instance).TryGet(instance, Value.FromString(key), out found),
            _ => members.Find(instance.GetType(), key) is { } accessor && Read(accessor, instance, out found),
        };
        value = found.ToObject();
        return has;
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => Keys.Select(name => KeyValuePair.Create(name, this[name])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static bool Read(Accessor accessor, object instance, out Value value)
    {
        value = accessor.Get(instance);
        return true;
    }

    private IEnumerable<string> ModelNames() => model.AsObject switch
    {
        null or IMemberSource => [],
        { } hash when model.Kind == ValueKind.Hash => HashAccess.Of(hash).Pairs(hash).Select(static pair => pair.Key.AsString).OfType<string>(),
        { } instance => members.NamesOf(instance.GetType()),
    };
}
