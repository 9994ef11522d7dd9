using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Rendering.Values;

/// <summary>
/// Which members of the host's objects a template sees: by default the public readable properties and fields of the types
/// handed to render and of what they lead to, never methods, statics, indexers, nor anything of the framework's own types.
/// </summary>
public sealed class MemberPolicy
{
    private readonly ConcurrentDictionary<Type, FrozenDictionary<string, Accessor>> _members = new();

    /// <summary>Narrows what is seen: a member that this refuses does not exist for templates. Set it before the first render.</summary>
    public Func<MemberInfo, bool> Allows { get; set; } = static _ => true;

    /// <summary>
    /// The member of that name: the .NET name, its snake_case or its camelCase form (<c>MeltingPoint</c>, <c>melting_point</c>,
    /// <c>meltingPoint</c>). Null where there is none.
    /// </summary>
    internal Accessor? Find(Type type, string name) =>
        _members.GetOrAdd(type, static (t, policy) => policy.Build(t), this).GetValueOrDefault(name);

    /// <summary>The names of all members, in each of their forms.</summary>
    internal IEnumerable<string> NamesOf(Type type) => _members.GetOrAdd(type, static (t, policy) => policy.Build(t), this).Keys;

    /// <summary>All members, each once, in the order of their names.</summary>
    internal IEnumerable<KeyValuePair<string, Accessor>> MembersOf(Type type) =>
        _members.GetOrAdd(type, static (t, policy) => policy.Build(t), this)
            .OrderBy(static member => member.Key, StringComparer.Ordinal).DistinctBy(static member => member.Value);

    /// <summary>What identifies the narrowing's code, for digests.</summary>
    internal string Fingerprint => $"{Allows.Method.Module.ModuleVersionId:N}:{Allows.Method.MetadataToken:x}";

    private FrozenDictionary<string, Accessor> Build(Type type)
    {
        var members = new Dictionary<string, Accessor>(StringComparer.Ordinal);
        if (!IsOpen(type) || ObjectKinds.Of(type) == ValueKind.Hash) return members.ToFrozenDictionary();
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            if (property is { CanRead: true, GetMethod.IsPublic: true } && property.GetIndexParameters().Length == 0
                && property.PropertyType is { IsByRefLike: false, IsByRef: false, IsPointer: false } && IsOpen(property.DeclaringType!) && Allows(property))
                Add(members, property.Name, Accessor.For(property));
        foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.Instance))
            if (IsOpen(field.DeclaringType!) && Allows(field)) Add(members, field.Name, Accessor.For(field));
        return members.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static void Add(Dictionary<string, Accessor> members, string name, Accessor accessor)
    {
        members[name] = accessor;
        members.TryAdd(SnakeCase(name), accessor);
        members.TryAdd(char.ToLowerInvariant(name[0]) + name[1..], accessor);
    }

    // A framework type opens doors that no author of a page meant to open (Type, Assembly, Stream, Delegate, HttpContext ...).
    private static bool IsOpen(Type type)
    {
        if (type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)) return true;
        if (type == typeof(ValueArray)) return false;
        if (typeof(Delegate).IsAssignableFrom(type) || typeof(MemberInfo).IsAssignableFrom(type)) return false;
        if (type.IsGenericType && type.GetGenericTypeDefinition() is { } open && (open == typeof(KeyValuePair<,>) || typeof(ITuple).IsAssignableFrom(type))) return true;
        var home = type.Namespace;
        return home is null || !(home == "System" || home.StartsWith("System.", StringComparison.Ordinal) || home.StartsWith("Microsoft.", StringComparison.Ordinal));
    }

    /// <summary>MeltingPoint is melting_point, HTMLBody html_body, Year2 year2.</summary>
    internal static string SnakeCase(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            if (char.IsUpper(c) && i > 0 && name[i - 1] != '_' && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])))) text.Append('_');
            text.Append(char.ToLowerInvariant(c));
        }
        return text.ToString();
    }
}
