namespace Rendering.Values;

/// <summary>An object that answers for its members itself, by name or index; the door for drops and for values made on demand.</summary>
public interface IMemberSource
{
    /// <summary>
    /// The member of that name or index. A value that is a <see cref="Task{TResult}"/>, a <see cref="Lazy{T}"/> or a
    /// <see cref="Func{TResult}"/> is resolved when the template reads it.
    /// </summary>
    /// <returns>False where there is no such member.</returns>
    bool TryGetMember(in Value name, out Value value);
}
