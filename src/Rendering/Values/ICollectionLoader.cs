namespace Rendering.Values;

/// <summary>
/// Loads the items of a collection that are not in the cache: <c>&lt;% cache_each product in ids, load: products %&gt;</c> asks the
/// <c>products</c> of the model once, for all that are missing.
/// </summary>
public interface ICollectionLoader
{
    /// <summary>Loads items by their ids.</summary>
    /// <param name="ids">As the template gave them; one may be there twice.</param>
    /// <param name="cancellation">Cancelled when nobody waits for the items any longer.</param>
    /// <returns>The item of each id, in their order; null where there is none.</returns>
    ValueTask<IReadOnlyList<object?>> LoadAsync(IReadOnlyList<Value> ids, CancellationToken cancellation);
}
