namespace Site.Tests.EndToEnd;

/// <summary>A site for tests that count what is made first: nothing else asks it for pages.</summary>
[CollectionDefinition(Name)]
public sealed class FreshSite : ICollectionFixture<SiteProcess>
{
    public const string Name = "Fresh site";
}

/// <summary>A site, and what is built from the same files, for tests that only read: they may have asked for any page before.</summary>
[CollectionDefinition(Name)]
public sealed class ReadSite : ICollectionFixture<SiteProcess>, ICollectionFixture<BuiltSite>
{
    public const string Name = "Read site";
}
