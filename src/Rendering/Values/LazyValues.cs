using System.Collections.Concurrent;
using System.Reflection;

namespace Rendering.Values;

/// <summary>
/// Values that are fetched when a template reads them: tasks, lazies, functions without parameters and asynchronous sequences.
/// </summary>
internal static class LazyValues
{
    private static readonly ConcurrentDictionary<Type, Func<object, LazyContext, object?>?> Steps = new();

    private static readonly ConcurrentDictionary<Type, Func<Task, Value>> Results = new();

    public static bool IsLazy(Type type) => StepOf(type) is not null;

    public static bool IsLazy(in Value value) => value.IsReference && StepOf(value.AsObject!.GetType()) is not null;

    /// <summary>True where a member of this static type can turn out to be lazy only when it is read.</summary>
    public static bool MayBeLazy(Type type) => IsLazy(type) || type == typeof(object) || type.IsInterface || type.IsAbstract || type == typeof(Delegate);

    /// <summary>Goes as far as can be gone without waiting: the value, or the task to wait for.</summary>
    public static Task? Start(object lazy, LazyContext context, out Value value)
    {
        object? current = lazy;
        while (current is not null and not Task && StepOf(current.GetType()) is { } step) current = step(current, context);
        if (current is Task task)
        {
            if (!task.IsCompletedSuccessfully && !task.IsCompleted)
            {
                value = default;
                return task;
            }
            return Finish(task, context, out value);
        }
        value = Value.From(current);
        return null;
    }

    /// <summary>The result of a finished task; another task where the result is lazy again.</summary>
    /// <exception cref="Exception">What the task failed with.</exception>
    public static Task? Finish(Task task, LazyContext context, out Value value)
    {
        task.GetAwaiter().GetResult();
        value = Results.GetOrAdd(task.GetType(), static type => ResultOf(type))(task);
        return IsLazy(value) ? Start(value.AsObject!, context, out value) : null;
    }

    private static Func<object, LazyContext, object?>? StepOf(Type type) => Steps.GetOrAdd(type, static t => CreateStep(t));

    private static Func<object, LazyContext, object?>? CreateStep(Type type)
    {
        if (typeof(Task).IsAssignableFrom(type)) return static (task, _) => task;
        if (type.IsGenericType)
        {
            var open = type.GetGenericTypeDefinition();
            var argument = type.GetGenericArguments()[0];
            if (open == typeof(Func<>)) return Bind(nameof(CallFunction), argument);
            if (open == typeof(Lazy<>)) return Bind(nameof(ReadLazy), argument);
            if (open == typeof(ValueTask<>)) return Bind(nameof(ToTask), argument);
            if (open == typeof(Func<,>) && argument == typeof(IRenderScope)) return Bind(nameof(CallInScope), type.GetGenericArguments()[1]);
            if (open == typeof(Func<,>) && argument == typeof(CancellationToken)) return Bind(nameof(CallCancellable), type.GetGenericArguments()[1]);
        }
        return AsyncSequences.Is(type) ? static (source, context) => AsyncSequences.ReadAsync(source, context.LoopLimit, context.Cancellation) : null;
    }

    private static Func<object, LazyContext, object?> Bind(string method, Type argument) =>
        typeof(LazyValues).GetMethod(method, BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(argument)
            .CreateDelegate<Func<object, LazyContext, object?>>();

    private static object? CallFunction<T>(object function, LazyContext context) => ((Func<T>)function)();

    private static object? CallCancellable<T>(object function, LazyContext context) => ((Func<CancellationToken, T>)function)(context.Cancellation);

    private static object? CallInScope<T>(object function, LazyContext context) => ((Func<IRenderScope, T>)function)(context.Scope);

    private static object? ReadLazy<T>(object lazy, LazyContext context) => ((Lazy<T>)lazy).Value;

    private static Task<T> ToTask<T>(object task, LazyContext context) => ((ValueTask<T>)task).AsTask();

    private static Func<Task, Value> ResultOf(Type type)
    {
        for (var t = type; t is not null; t = t.BaseType)
            if (t.IsGenericType && t.GetGenericTypeDefinition() == typeof(Task<>) && t.GetGenericArguments()[0].Name != "VoidTaskResult")
                return typeof(LazyValues).GetMethod(nameof(ReadResult), BindingFlags.Static | BindingFlags.NonPublic)!
                    .MakeGenericMethod(t.GetGenericArguments()[0]).CreateDelegate<Func<Task, Value>>();
        return static _ => default;
    }

    private static Value ReadResult<T>(Task task) => ValueConversion<T>.From(((Task<T>)task).Result);
}

/// <summary>What the resolution of a lazy value may use of its render.</summary>
internal readonly record struct LazyContext(int LoopLimit, IRenderScope Scope, CancellationToken Cancellation);
