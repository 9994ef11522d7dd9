using Caching.Stores.Files;
using Caching.Tests.Contract;
using Caching.Tests.Support;

namespace Caching.Tests.Stores;

public sealed class MemoryStoreContractTests : StoreContract
{
    protected override void Add(CacheManagerOptions options) => options.DefaultType = "memory";
}

public sealed class LocalStoreContractTests : StoreContract
{
    protected override void Add(CacheManagerOptions options) => options.AddStore("tested", _ => new SimpleLocalStore());
}

public sealed class ByteStoreContractTests : StoreContract
{
    protected override void Add(CacheManagerOptions options) => options.AddStore("tested", _ => new SimpleByteStore());
}

public sealed class SharedStoreContractTests : StoreContract
{
    protected override void Add(CacheManagerOptions options) => options.AddStore("tested", _ => new SimpleSharedStore());
}

public sealed class BatchStoreContractTests : StoreContract
{
    protected override void Add(CacheManagerOptions options) => options.AddStore("tested", _ => new CountingStore());
}

public sealed class FileStoreContractTests : StoreContract
{
    private readonly TempFolder _folder = new();

    protected override void Add(CacheManagerOptions options) =>
        options.AddStore("tested", context => new FileStore(context, _folder.Path, new(), new TestDisk()));

    protected override void Closed() => _folder.Dispose();
}

public sealed class FileStoreLeaseTests : LeaseContract
{
    private readonly TempFolder _folder = new();

    protected override void Add(CacheManagerOptions options) =>
        options.AddStore("tested", context => new FileStore(context, _folder.Path, new(), new TestDisk()));

    protected override void Closed() => _folder.Dispose();
}
