using Conformance.Running;

namespace Conformance.Tests;

public sealed class JournalTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    [Fact]
    public void What_was_begun_and_not_ended_when_the_process_died_is_left_out_by_the_next()
    {
        using (var first = new Journal(_path))
        {
            first.Begin("a");
            first.Begin("b");
            first.End("a");
        }
        Assert.Equal(["b"], Journal.Blame(_path));
        using var second = new Journal(_path);
        Assert.Equal(["b"], second.Culprits);
    }

    [Fact]
    public void A_process_that_died_in_no_case_has_none_to_blame() => Assert.Empty(Journal.Blame(_path));

    public void Dispose() => File.Delete(_path);
}
