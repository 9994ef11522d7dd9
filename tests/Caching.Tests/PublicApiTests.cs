using System.Runtime.CompilerServices;
using Caching.Tests.Support;

namespace Caching.Tests;

public sealed class PublicApiTests
{
    /// <summary>A change of the surface is a change of this file, to be reviewed. Take the text from the failure's <c>.actual</c> file.</summary>
    [Fact]
    public void The_public_surface_is_the_one_that_was_reviewed()
    {
        var reviewed = Path.Combine(Folder(), "PublicApi.txt");
        var actual = PublicApi.Of(typeof(CacheManager).Assembly);
        var matches = File.Exists(reviewed) && File.ReadAllText(reviewed).ReplaceLineEndings("\n") == actual;
        var written = Path.Combine(AppContext.BaseDirectory, "PublicApi.actual.txt");
        if (!matches) File.WriteAllText(written, actual);
        Assert.True(matches, $"The public surface changed: compare {written} with {reviewed}.");
    }

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
