using System.Globalization;

namespace Rendering.Values;

/// <summary>
/// A loader made of a function: <c>new CollectionLoader&lt;int, Product&gt;(async (ids, cancellation) =&gt;
/// await db.Products.Where(p =&gt; ids.Contains(p.Id)).ToDictionaryAsync(p =&gt; p.Id, cancellation))</c>.
/// </summary>
/// <typeparam name="TId">What ids are: a text, a number, a Guid.</typeparam>
/// <typeparam name="TItem">What is loaded.</typeparam>
/// <param name="load">Gives what there is of these ids, each asked for once.</param>
public sealed class CollectionLoader<TId, TItem>(Func<IReadOnlyList<TId>, CancellationToken, Task<IReadOnlyDictionary<TId, TItem>>> load) : ICollectionLoader
    where TId : notnull
{
    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<object?>> LoadAsync(IReadOnlyList<Value> ids, CancellationToken cancellation)
    {
        TId[] typed = [.. ids.Select(static id => IdOf(id))];
        var found = await load([.. typed.Distinct()], cancellation).ConfigureAwait(false);
        return [.. typed.Select(id => found.TryGetValue(id, out var item) ? (object?)item : null)];
    }

    // A template has numbers of 64 bits, and Guids as text.
    private static TId IdOf(in Value id)
    {
        var value = id.ToObject();
        if (value is TId already) return already;
        try
        {
            if (value is string text && typeof(TId) == typeof(Guid)) return (TId)(object)Guid.Parse(text);
            if (value is not null) return (TId)Convert.ChangeType(value, typeof(TId), CultureInfo.InvariantCulture);
        }
        catch (Exception error) when (error is FormatException or InvalidCastException or OverflowException)
        {
            // It is said below.
        }

        throw new TemplateRenderException($"load takes ids of the type {typeof(TId).Name}, and {value ?? "nil"} is none");
    }
}
