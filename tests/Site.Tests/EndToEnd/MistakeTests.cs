namespace Site.Tests.EndToEnd;

/// <summary>What a user sees who gets something wrong: what, where, and no stack.</summary>
public sealed class MistakeTests : IDisposable
{
    private readonly SiteCopy _copy = new();

    public void Dispose() => _copy.Dispose();

    [Theory]
    [InlineData("There is no command 'biuld'", "biuld", "out")]
    [InlineData("build knows no '--adress'", "build", "out", "--adress", "https://example.org")]
    [InlineData("The folder has no name", "build", "")]
    public async Task A_command_that_is_misspelt_does_nothing_and_says_so(string says, params string[] arguments)
    {
        var ended = await SiteBuild.RunAsync(_copy.Root, arguments);
        Assert.Equal(1, ended.Code);
        Assert.Contains(says, ended.Output);
        Assert.DoesNotContain("   at ", ended.Output);
    }

    [Fact]
    public async Task Data_that_cannot_be_read_are_named_with_their_line()
    {
        _copy.Edit("data/elements.json", "\"noble-gas\"", "\"noble-ga\"");
        var ended = await SiteBuild.RunAsync(_copy.Output("out"), _copy.Root);
        Assert.Equal(1, ended.Code);
        Assert.Matches(@"elements\.json\(\d+\): There is no family 'noble-ga'", ended.Output);
        Assert.DoesNotContain("   at ", ended.Output);
    }
}
