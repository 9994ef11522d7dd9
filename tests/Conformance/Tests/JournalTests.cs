using Conformance.Running;

namespace Conformance.Tests;

public sealed class JournalTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    [Fact]
    public void The_one_case_that_ran_when_the_process_died_is_left_out_by_the_next()
    {
        Die("a", "b", ended: "a");
        using var next = new Journal(_path);
        Assert.Equal(["b"], next.Culprits);
    }

    [Fact]
    public void Of_several_that_ran_each_is_tried_alone()
    {
        Die("a", "b", ended: null);
        using (var next = new Journal(_path))
        {
            Assert.Empty(next.Culprits);
            Assert.Equal(["a", "b"], next.Suspects.Order());
        }
        Die("a", "b", ended: "a");
        using var last = new Journal(_path);
        Assert.Equal(["b"], last.Culprits);
    }

    [Fact]
    public void A_process_that_died_in_no_case_has_none_to_blame()
    {
        using (new Journal(_path)) { }
        Assert.Equal(0, Journal.Blame(_path));
    }

    public void Dispose() => File.Delete(_path);

    private void Die(string first, string second, string? ended)
    {
        using (var journal = new Journal(_path))
        {
            journal.Begin(first);
            journal.Begin(second);
            if (ended is not null) journal.End(ended);
        }
        Assert.NotEqual(0, Journal.Blame(_path));
    }
}
