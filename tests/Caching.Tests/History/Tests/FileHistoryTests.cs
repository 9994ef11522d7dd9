using Caching.Tests.Support;

namespace Caching.Tests.History.Tests;

public sealed class FileHistoryTests : HistoryContract, IDisposable
{
    private readonly TempFolder _folder = new();

    private protected override HistoryStore Store => new FileHistoryStore(_folder.Path);

    public void Dispose() => _folder.Dispose();
}
