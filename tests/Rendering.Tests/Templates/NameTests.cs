using Rendering.Templates;
using Rendering.Tests.Support;

namespace Rendering.Tests.Templates;

/// <summary>Names of templates cannot leave their root.</summary>
public sealed class NameTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "rendering-" + Guid.NewGuid().ToString("N"));

    public NameTests()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "root", "sub"));
        File.WriteAllText(Path.Combine(_folder, "secret.liquid"), "SECRET");
        File.WriteAllText(Path.Combine(_folder, "rootsecret.liquid"), "SECRET");
        File.WriteAllText(Path.Combine(_folder, "root", "page.liquid"), "{% include name %}");
        File.WriteAllText(Path.Combine(_folder, "root", "sub", "box.liquid"), "box");
    }

    public static TheoryData<string> Names => new()
    {
        "../secret", "../secret.liquid", "sub/../../secret", "sub/..", "..", ".", "./../secret", "sub/./box", "..\\secret", "sub\\..\\..\\secret", "/../secret",
        "//../secret", "/etc/passwd", "//etc/passwd", "C:\\secret", "C:/secret", "c:secret", "\\\\host\\share", "sub//box", "sub/box\0", "sub/box.liquid\0.txt",
        "\0", "%2e%2e/secret", "..%2fsecret", "..%5csecret", "%00", ".. /secret", "... /secret", "sub/.. ./secret", "..\u2215secret", "\uFF0E\uFF0E/secret",
        "~/secret", "file:///etc/passwd", "sub/box:stream", "sub/box ", "sub/box.", "con", "../rootsecret", "\n../secret", "sub/\t../../secret", "",
        new string('a', 600), string.Concat(Enumerable.Repeat("../", 300)) + "etc/passwd",
    };

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_name_cannot_lead_out_of_a_folder(string name)
    {
        using var source = new FolderTemplateSource(Path.Combine(_folder, "root"), TemplateReload.Never);
        await NothingAsync(source, name);
        Assert.Null(name.Length == 0 ? null : source.Read(name));
        Assert.Null(name.Length == 0 ? null : source.Stamp(name));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_name_cannot_lead_out_of_embedded_resources(string name) =>
        await NothingAsync(new EmbeddedTemplateSource(typeof(NameTests).Assembly, "Rendering.Tests.Templates.Embedded."), name);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_name_cannot_lead_out_of_a_dictionary(string name) => await NothingAsync(new DictionaryTemplateSource(
        [new("page.liquid", "{% include name %}"), new("../secret", "SECRET"), new("..\\secret", "SECRET"), new("C:/secret", "SECRET"), new("/etc/passwd", "SECRET"), new("..", "SECRET")]), name);

    [Theory]
    [InlineData("sub/box")]
    [InlineData("/sub/box")]
    [InlineData("sub/box.liquid")]
    public async Task A_name_below_the_root_is_found(string name)
    {
        using var source = new FolderTemplateSource(Path.Combine(_folder, "root"), TemplateReload.Never);
        var site = new Site(options => options.Templates = source);
        Assert.Equal("box", await site.RenderAsync(name));
        Assert.Equal("box", await site.RenderAsync("page", new { name }));
    }

    [Fact]
    public async Task Embedded_templates_include_one_another() =>
        Assert.Equal("embedded box", await new Site(options =>
            options.Templates = new EmbeddedTemplateSource(typeof(NameTests).Assembly, "Rendering.Tests.Templates.Embedded.")).RenderAsync("page"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task NothingAsync(ITemplateSource source, string name)
    {
        var site = new Site(options => options.Templates = source);
        if (name.Length > 0) await Assert.ThrowsAsync<TemplateNotFoundException>(() => site.RenderAsync(name));
        var error = await Record.ExceptionAsync(() => site.RenderAsync("page", new { name }));
        if (source is not EmbeddedTemplateSource) Assert.IsAssignableFrom<TemplateException>(error);
    }
}
