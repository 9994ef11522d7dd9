using Caching.Stores;

namespace Caching.Configuration;

/// <summary>What a configuration may name as a store's type: how such a store is made of its settings.</summary>
/// <param name="Local">Makes one that keeps live entries.</param>
/// <param name="Bytes">Makes one that keeps bytes.</param>
internal sealed record StoreKind(
    Func<StoreContext, StoreSettings, ILocalStore>? Local, Func<StoreContext, StoreSettings, IByteStore>? Bytes);
