using Rendering.Values;

namespace Rendering.Tests.Lazy;

/// <summary>The ways in which a member may be lazy.</summary>
public enum Delay
{
    None,
    Task,
    Func,
    FuncOfTask,
    CancellableFunc,
    Lazy,
    LazyOfTask,
    ValueTask,
    TaskOfFunc,
    Done,
}

/// <summary>The same data, at once or delayed.</summary>
internal static class Delayed
{
    public static readonly (string Name, object? Value)[] Data =
    [
        ("text", "<a> b"), ("number", 2), ("one", 1), ("flag", true), ("no", false), ("nothing", null), ("name", "box"), ("main", "main"),
        ("list", new[] { 3, 1, 2 }), ("words", new List<string> { "b", "a" }), ("rows", new[] { new Row("x", 2), new Row("y", 1) }), ("key", "text"),
        ("hash", new Dictionary<string, object?> { ["text"] = "in", ["n"] = 5 }), ("price", 1.5m), ("date", new DateTime(2026, 3, 1)), ("tags", "a,b"),
    ];

    public sealed record Row(string Name, int Size);

    public static object? Wrap(object? value, Delay delay) => delay switch
    {
        Delay.None => value,
        Delay.Task => Later(value),
        Delay.Func => () => value,
        Delay.FuncOfTask => () => Later(value),
        Delay.CancellableFunc => (CancellationToken _) => Later(value),
        Delay.Lazy => new Lazy<object?>(() => value),
        Delay.LazyOfTask => new Lazy<Task<object?>>(() => Later(value)),
        Delay.ValueTask => new ValueTask<object?>(Later(value)),
        Delay.TaskOfFunc => Later(() => Later(value)),
        _ => Task.FromResult(value),
    };

    public static Dictionary<string, object?> Model(Delay delay) => Data.ToDictionary(d => d.Name, d => Wrap(d.Value, delay));

    public static async Task<T> Later<T>(T value)
    {
        await Task.Yield();
        return value;
    }

    /// <summary>Answers each question with a new task, as an object that asks a database does.</summary>
    public sealed class Source : IMemberSource
    {
        public List<string> Asked { get; } = [];

        public bool TryGetMember(in Value name, out Value value)
        {
            var text = name.AsString;
            var (found, plain) = Data.FirstOrDefault(d => d.Name == text);
            value = found is null ? default : Value.From(Later(plain));
            if (found is not null) lock (Asked) Asked.Add(found);
            return found is not null;
        }
    }
}
