using Site.Essays;

namespace Site.Tests.Data;

public sealed class EssayTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("essays-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Each_essay_is_worth_a_few_minutes_and_is_about_elements_that_it_links_to()
    {
        Assert.True(Shipped.Essays.Count >= 6);
        foreach (var essay in Shipped.Essays)
        {
            Assert.InRange(essay.Words, 400, 800);
            Assert.InRange(essay.Summary.Length, 60, 220);
            Assert.NotEmpty(essay.Elements);
            Assert.All(essay.Elements, element => Assert.Contains(element.Name, essay.Text, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain("---", essay.Html);
        }
    }

    [Theory]
    [InlineData("No front matter", "no front matter")]
    [InlineData("---\ntitle: T\ndate: tomorrow\nsummary: S\n---\n", "tomorrow")]
    [InlineData("---\ntitle: T\ndate: 2026-01-01\nsummary: S\nelements: [aether]\n---\n", "no element is called 'aether'")]
    [InlineData("---\ntitle: T\nsummary: S\n---\n", "no date")]
    [InlineData("---\ndate: 2026-01-01\nsummary: S\n---\n", "no title")]
    [InlineData("---\ntitle: T\ndate: 2026-01-01\nsummary:\n---\n", "no summary")]
    [InlineData("---\ntitle: T\nauthor: A\n---\n", "author")]
    public void An_essay_that_cannot_be_read_is_an_error_that_names_its_file(string text, string says)
    {
        File.WriteAllText(Path.Combine(_folder, "broken.md"), text);
        var error = Assert.Throws<InvalidDataException>(() => new EssayReader(Shipped.Elements).ReadAll(_folder));
        Assert.Contains("broken.md", error.Message);
        Assert.Contains(says, error.Message);
    }

    [Fact]
    public void An_essay_may_be_about_no_element()
    {
        File.WriteAllText(Path.Combine(_folder, "page.md"), "---\ntitle: T\ndate: 2026-01-01\nsummary: S\nelements:\n---\nText\n");
        Assert.Empty(Assert.Single(new EssayReader(Shipped.Elements).ReadAll(_folder)).Elements);
    }

    [Fact]
    public void Markup_in_an_essay_is_text()
    {
        File.WriteAllText(Path.Combine(_folder, "page.md"), "---\ntitle: T\ndate: 2026-01-01\nsummary: S\n---\nA \"quote\" and <script>alert(1)</script>\n");
        var essay = Assert.Single(new EssayReader(Shipped.Elements).ReadAll(_folder));
        Assert.Contains("&ldquo;quote&rdquo;", essay.Html);
        Assert.DoesNotContain("<script>", essay.Html);
    }
}
