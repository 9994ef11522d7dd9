using System.Globalization;
using Rendering.Liquid;
using Rendering.Site.Tests.Support;
using Rendering.Values;

namespace Rendering.Site.Tests.Edits;

/// <summary>A change of a site between two builds, and how many of its pages are made again for it.</summary>
public sealed record Edit(string Name, int Rendered, Action<Planets> Make)
{
    /// <summary>The page of bytes, which declares no version, is made in each build.</summary>
    private const int Always = 1;

    private const int All = 9;

    public static readonly IReadOnlyList<Edit> Known =
    [
        new("nothing", Always, _ => { }),
        new("a template", Always + 1, s => s.Folder.Write("templates/home.liquid", "{% layout 'layout' %}The planets")),
        new("an include", Always + 3, s => s.Folder.Write("templates/moons.liquid", "moons: {{ planet.moons }}")),
        new("a layout", Always + 4, s => s.Folder.Write("templates/layout.liquid", "<h2>{{ title }}</h2>{% renderbody %}")),
        new("an include of the layout", Always + 4, s => s.Folder.Write("templates/footer.liquid", "<footer>made by machine</footer>")),
        new("an include chosen at run time", Always + 1, s => s.Folder.Write("templates/about-plain.liquid", "simple")),
        new("which include is chosen at run time", Always + 1, s =>
        {
            s.Folder.Write("templates/about-fancy.liquid", "fancy");
            s.Kind = "fancy";
        }),
        new("an include looked for in vain that is there now", Always + 1, s => s.Folder.Write("templates/about-plain", "without its extension")),
        new("a value of one page's data", Always + 3, s => s.All[0] = s.All[0] with { Text = "rusty" }),
        new("a value that only one page shows", Always + 3, s => s.All[1] = s.All[1] with { Moons = 3 }),
        new("a page added", Always + 3, s => s.All.Add(new("Pluto", 5, "grey"))),
        new("a page removed", Always + 2, s => s.All.RemoveAt(2)),
        new("a page of its own removed", Always, s => s.HasAbout = false),
        new("a page renamed in case only", Always + 3, s => s.All[0] = s.All[0] with { Name = "MARS" }),
        new("a page's text and its path", Always + 3, s => s.All[0] = new("Ares", 2, "red")),
        new("data behind a version, and with them the version", Always + 1, s => s.FactsVersion++),
        new("bytes", Always, s => s.Index = "[1]"),
        new("configuration", All, s => s.Options.Globals = new PlanetSettings("Worlds")),
        new("the culture", All, s => s.Options.Culture = CultureInfo.GetCultureInfo("de-DE")),
        new("escaping", Always + 7, s =>
        {
            s.Options.Escape = EscapeMode.Never;
            s.All[0] = s.All[0] with { Text = "<b>red</b>" };
        }),
        new("an option of the language", All, s => s.Options.Liquid.StrictFilters = false),
        new("a bound", All, s => s.Options.Limits = s.Options.Limits with { LoopLength = 1000 }),
        new("what is said of a template that is missing", All, s => s.Options.MissingTemplate = name => $"{name} is missing"),
        new("a namespace of caches opened", All, s => s.Options.CacheNamespaces.Add("prices")),
        new("a filter registered", All, s => s.Options.Liquid.AddFilter("upcase", (input, _) => Value.FromString("[" + input.AsString + "]"))),
        new("a member hidden", All, s => s.Options.Members = new MemberPolicy { Allows = member => member.Name != "Moons" }),
        new("a file of the folder", Always, s => s.Folder.Write("wwwroot/site.css", "body { margin: 0 }")),
        new("a file of the folder, its length kept", Always, s => s.Folder.Write("wwwroot/site.css", "html {}")),
        new("a file added to the folder", Always, s => s.Folder.Write("wwwroot/fonts/a/b.txt", "b")),
        new("a file removed from the folder", Always, s => s.Folder.Delete("wwwroot/img/dot.bin")),
        new("a file of the output written over", Always + 1, s =>
        {
            if (Directory.Exists(s.Folder["out"])) s.Folder.Write("out/about/index.html", "vandals");
        }),
        new("a file of the output deleted", Always + 1, s =>
        {
            if (Directory.Exists(s.Folder["out"])) s.Folder.Delete("out/robots.txt");
        }),
        new("the whole output deleted", All, s =>
        {
            if (Directory.Exists(s.Folder["out"])) Directory.Delete(s.Folder["out"], recursive: true);
        }),
        new("the manifest torn", All, s => s.Folder.Write("out/.rendering/manifest.json", "{ \"Format\": 1, ")),
    ];
}
