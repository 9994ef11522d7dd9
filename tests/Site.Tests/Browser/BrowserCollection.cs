using Site.Tests.EndToEnd;

namespace Site.Tests.Browser;

/// <summary>One site and one browser for all tests that need both.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserCollection : ICollectionFixture<SiteProcess>, ICollectionFixture<Chromium>
{
    public const string Name = "Browser";
}
