using Caching.Coordination;
using Caching.Entries;

namespace Caching.Tests.Entries;

public sealed class RecentNamesTests
{
    private readonly RecentNames _names = new();

    [Fact]
    public void Entries_of_a_namespace_with_the_same_tags_share_the_names_of_their_epochs()
    {
        Assert.Same(_names.Of(Entry("ns", "k")), _names.Of(Entry("ns", "l")));
        Assert.Same(_names.Of(Entry("ns", "k", "t", "u")), _names.Of(Entry("ns", "l", "t", "u")));
    }

    [Fact]
    public void Names_are_those_of_the_entry_whatever_was_read_before()
    {
        string[][] tagSets = [[], ["t"], ["u"], ["t", "u"], ["u", "t"], ["tu"], [""], [new('t', 300)]];
        // More than there is room for, so that many take another's place.
        var spaces = Enumerable.Range(0, 1000).Select(i => $"ns{i}").Append("").Append("n:s").Append(new('n', 300));
        foreach (var ns in spaces)
            foreach (var tags in tagSets) Assert.Equal(EpochNames.Of(ns, tags), _names.Of(Entry(ns, "key", tags)));
    }

    private static StoredEntry Entry(string ns, string key, params string[] tags) =>
        new(PhysicalKey.Prefix(ns) + key, new(0, 0, 0, 0, 0, 0), 0, 0, tags, [], "");
}
