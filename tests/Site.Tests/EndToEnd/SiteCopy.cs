namespace Site.Tests.EndToEnd;

/// <summary>A copy of the site's files, to be edited, and a place for what is built from it.</summary>
public sealed class SiteCopy : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("site-").FullName;

    public SiteCopy()
    {
        foreach (var folder in (string[])["data", "essays", "templates", "wwwroot"])
        {
            var source = Path.Combine(AppContext.BaseDirectory, folder);
            if (!Directory.Exists(source)) continue;
            foreach (var file in Directory.EnumerateFiles(source))
            {
                Directory.CreateDirectory(Path.Combine(Root, folder));
                File.Copy(file, Path.Combine(Root, folder, Path.GetFileName(file)));
            }
        }
    }

    public string Root => Path.Combine(_folder, "root");

    public string Output(string name) => Path.Combine(_folder, name);

    public void Edit(string file, string was, string becomes)
    {
        var path = Path.Combine(Root, file);
        var text = File.ReadAllText(path);
        Assert.Contains(was, text);
        File.WriteAllText(path, text.Replace(was, becomes));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
