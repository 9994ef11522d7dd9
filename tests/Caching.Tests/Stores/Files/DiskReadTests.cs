using System.Diagnostics;
using Caching.Stores.Files;
using Caching.Tests.Support;

namespace Caching.Tests.Stores.Files;

/// <summary>Both ways to read a file see the same, whatever lies there.</summary>
public sealed class DiskReadTests : IDisposable
{
    private const int Limit = 5_000;
    private readonly TempFolder _folder = new();

    private string Place => Path.Combine(_folder.Path, "file");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2_345)]
    [InlineData(Limit)]
    [InlineData(Limit + 1)]
    public void A_file_is_read_whole_or_measured(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        File.WriteAllBytes(Place, bytes);
        var written = new DateTime(2026, 3, 1, 12, 30, 15, DateTimeKind.Utc).AddTicks(1234567);
        File.SetLastWriteTimeUtc(Place, written);
        foreach (var file in new[] { new Disk().Read(Place, Limit), Disk.ReadAnywhere(Place, Limit) })
        {
            Assert.Equal(length, file!.Value.Length);
            Assert.Equal(length <= Limit ? bytes : [], file.Value.Bytes);
            Assert.Equal(written, file.Value.Written.UtcDateTime);
        }

        Assert.Equal(length, new Disk().Read(Place, 0)!.Value.Length);
        Assert.Empty(new Disk().Read(Place, 0)!.Value.Bytes);
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("no folder")]
    [InlineData("a folder")]
    [InlineData("a link")]
    [InlineData("a link to nothing")]
    [InlineData("a file in place of the folder")]
    public void Whatever_is_no_file_is_none(string what)
    {
        var path = what is "no folder" or "a file in place of the folder" ? Path.Combine(Place, "file") : Place;
        var target = Path.Combine(_folder.Path, "target");
        File.WriteAllText(target, "theirs");
        if (what == "a folder") Directory.CreateDirectory(path);
        else if (what == "a link") File.CreateSymbolicLink(path, target);
        else if (what == "a link to nothing") File.CreateSymbolicLink(path, target + "not");
        else if (what == "a file in place of the folder") File.WriteAllText(Place, "file");
        Assert.Null(new Disk().Read(path, Limit));
        Assert.Null(Disk.ReadAnywhere(path, Limit));
    }

    [Fact]
    public void A_pipe_is_not_waited_for()
    {
        if (OperatingSystem.IsWindows()) return;
        using (var made = Process.Start("mkfifo", [Place])) made.WaitForExit();
        Assert.Equal([], new Disk().Read(Place, Limit)!.Value.Bytes);
        Assert.Equal([], Disk.ReadAnywhere(Place, Limit)!.Value.Bytes);
    }

    [Fact]
    public void Linux_has_its_own_way()
    {
        if (!OperatingSystem.IsLinux()) return;
        File.WriteAllText(Place, "text");
        Assert.True(LinuxFile.TryRead(Place, Limit, out var file));
        Assert.Equal("text"u8.ToArray(), file!.Value.Bytes);
    }
}
