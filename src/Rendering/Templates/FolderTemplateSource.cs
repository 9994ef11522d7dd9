using System.Text;

namespace Rendering.Templates;

/// <summary>When a folder of templates is looked at again.</summary>
public enum TemplateReload
{
    /// <summary>Changes are noticed by a watch on the folder, within moments; nothing is asked of the disk on the way to a page.</summary>
    Watch,

    /// <summary>Every render looks at the time and size of each file that it uses: an edit shows at once. For development.</summary>
    EveryRender,

    /// <summary>Never; templates are what they were when they were first used.</summary>
    Never,
}

/// <summary>Templates in a folder, as UTF-8 files.</summary>
public sealed class FolderTemplateSource : ITemplateSource, IDisposable
{
    private readonly string _root;
    private readonly TemplateReload _reload;
    private readonly FileSystemWatcher? _watcher;
    private long _generation;

    /// <param name="folder">The folder; it must exist.</param>
    /// <param name="reload">When changes are noticed.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public FolderTemplateSource(string folder, TemplateReload reload = TemplateReload.Watch)
    {
        _root = Path.GetFullPath(folder);
        _reload = reload;
        if (!Directory.Exists(_root)) throw new DirectoryNotFoundException($"There is no folder {_root} for templates.");
        if (reload != TemplateReload.Watch) return;
        _watcher = new FileSystemWatcher(_root) { IncludeSubdirectories = true };
        _watcher.Changed += OnChange;
        _watcher.Created += OnChange;
        _watcher.Deleted += OnChange;
        _watcher.Renamed += OnChange;
        // A lost event could be any: look at everything again.
        _watcher.Error += (_, _) => Interlocked.Increment(ref _generation);
        _watcher.EnableRaisingEvents = true;
    }

    /// <inheritdoc/>
    public long Generation => _reload == TemplateReload.EveryRender ? Interlocked.Increment(ref _generation) : Interlocked.Read(ref _generation);

    /// <inheritdoc/>
    public long? Stamp(string name)
    {
        if (PathOf(name) is not { } path) return null;
        var file = new FileInfo(path);
        return file.Exists ? file.LastWriteTimeUtc.Ticks * 31 + file.Length : null;
    }

    /// <inheritdoc/>
    public string? Read(string name)
    {
        if (PathOf(name) is not { } path) return null;
        try
        {
            return File.ReadAllText(path, Encoding.UTF8);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Stops watching.</summary>
    public void Dispose() => _watcher?.Dispose();

    // Checked here too: this class can be asked without a renderer before it. Windows drops dots and blanks at the end of a part,
    // so ".. " would lead out of the folder there.
    private string? PathOf(string name) => TemplateName.Normalize(name) is { } normal && !normal.Split('/').Any(static part => part[^1] is '.' or ' ')
        ? Path.Combine(_root, normal)
        : null;

    private void OnChange(object sender, FileSystemEventArgs change) => Interlocked.Increment(ref _generation);
}
