using Rendering.Templates;

namespace Rendering.Site.Tests.Support;

/// <summary>A planet of the small site that the tests edit.</summary>
public sealed record Planet(string Name, int Moons, string Text);

/// <summary>The settings that every template of the small site sees.</summary>
public sealed record PlanetSettings(string Title);

/// <summary>
/// A small site with all that a page can depend on: a layout, an include, one chosen at run time, one that is not there, a filter,
/// globals, a page of bytes, a page with a declared version, a page that prints the time, and a folder of files.
/// </summary>
public sealed class Planets : IDisposable
{
    public Planets()
    {
        Folder.Write("templates/layout.liquid", "<title>{{ title }}</title>{% renderbody %}{% render 'footer' %}");
        Folder.Write("templates/footer.liquid", "<footer>made by hand</footer>");
        Folder.Write("templates/home.liquid", "{% layout 'layout' %}{% for p in planets %}{{ p.name }} {% endfor %}");
        Folder.Write("templates/planet.liquid", "{% layout 'layout' %}<h1>{{ planet.name | upcase }}</h1>{% cache planet.name, tags: 'planets' %}{% include 'moons' %}{% endcache %}{{ planet.text }}");
        Folder.Write("templates/moons.liquid", "{{ planet.moons }} moons");
        Folder.Write("templates/about.liquid", "{% assign part = 'about-' | append: kind %}{% include part %} {{ 12.5 }}");
        Folder.Write("templates/about-plain.liquid", "plain");
        Folder.Write("templates/facts.liquid", "facts {{ number }}");
        Folder.Write("templates/feed.xml.liquid", "<feed>{{ planets.first.text }}</feed>");
        Folder.Write("templates/robots.txt.liquid", "Sitemap & all");
        Folder.Write("wwwroot/site.css", "body {}");
        Folder.Write("wwwroot/img/dot.bin", "\0\x1");
    }

    public TemporaryFolder Folder { get; } = new();

    public List<Planet> All { get; } = [new("Mars", 2, "red"), new("Venus", 0, "white"), new("Earth", 1, "blue")];

    public string Kind { get; set; } = "plain";

    public string Index { get; set; } = "[]";

    public int FactsVersion { get; set; } = 1;

    public bool HasAbout { get; set; } = true;

    /// <summary>How many models of facts were made: the page declares a version.</summary>
    public int FactsMade { get; private set; }

    public RendererOptions Options { get; set; } = new() { Globals = new PlanetSettings("Planets") };

    public StaticSite Site()
    {
        var site = new StaticSite()
            .Page("/", "home", () => new { Planets = All })
            .Pages("/planets/{name}", All, p => p.Name.ToLowerInvariant(), "planet", p => new { Planet = p })
            .Page("/feed.xml", "feed.xml", () => new { Planets = All })
            .Page("/robots.txt", "robots.txt")
            .Page("/facts", "facts", () => Facts(), version: () => FactsVersion)
            .Bytes("/index.json", _ => new(System.Text.Encoding.UTF8.GetBytes(Index)))
            .Folder(Folder["wwwroot"]);
        return HasAbout ? site.Page("/about", "about", () => new { Kind }) : site;
    }

    public async Task<SiteSummary> BuildAsync(string into, SiteBuildOptions? build = null, CancellationToken cancellation = default)
    {
        using var templates = new FolderTemplateSource(Folder["templates"], TemplateReload.Never);
        Options.Templates = templates;
        return await new SiteBuilder(Site(), Options).BuildAsync(Folder[into], build, cancellation);
    }

    public string Page(string file) => Folder.Read("out/" + file);

    public void Dispose() => Folder.Dispose();

    private object Facts()
    {
        FactsMade++;
        return new { Number = FactsVersion };
    }
}
