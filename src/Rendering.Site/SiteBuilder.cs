using Rendering.Site.Building;

namespace Rendering.Site;

/// <summary>
/// Builds a site into a folder: renders its pages without a server, copies its files, and deletes what belonged to pages that are
/// gone. A second build makes only what changed, and leaves the same bytes as a first one would.
/// </summary>
/// <remarks>
/// Pages are rendered without any cache, so that no page shows what another one's data put there. The folder <c>.rendering</c> in
/// the output holds the manifest: of each file, what it was made from. Files that are not in it are never deleted, but one that
/// stands where a page belongs is written over. A build that is killed at any instant leaves whole files, and the next build
/// puts everything right.
/// </remarks>
public sealed class SiteBuilder
{
    private readonly StaticSite _site;
    private readonly RendererOptions _options;
    private readonly TimeProvider _time;

    /// <param name="site">The pages and folders.</param>
    /// <param name="options">The options that the live site's renderer has; read at each build.</param>
    public SiteBuilder(StaticSite site, RendererOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(site);
        _site = site;
        _options = options ?? new RendererOptions();
        _time = _options.Time;
    }

    /// <summary>Builds the site.</summary>
    /// <param name="folder">The output folder; made where there is none.</param>
    /// <param name="build">The options of this build.</param>
    /// <param name="cancellation">Ends the build; the next one goes on from there.</param>
    /// <exception cref="SiteBuildException">
    /// Pages could not be made, two files would be one, the folder cannot be written to, or another build is using it.
    /// </exception>
    public async Task<SiteSummary> BuildAsync(string folder, SiteBuildOptions? build = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        build ??= new SiteBuildOptions();
        var started = _time.GetTimestamp();
        var clock = new ClockWatch(_time);
        var options = _options.Clone();
        (options.Caching, options.Time, options.Templates) = (false, clock, new FrozenTemplates(_options.Templates));
        var renderer = new Renderer(options);
        var settings = await Settings.DigestAsync(renderer, options, build.Holes, cancellation).ConfigureAwait(false);

        // An engine of the user's own may read more of a model than is digested.
        var digestsModels = options.Engines.Values.All(static engine => engine.GetType().Assembly == typeof(Renderer).Assembly);
        try
        {
            var files = ContentFile.Of(_site, folder);
            using var output = new OutputFolder(folder);
            var run = new BuildRun(output, output.ReadManifest(), settings, _site.AllPages.Count + files.Count, build);
            run.Claim([.. _site.AllPages.Select(static page => page.OutputFile), .. files.Select(static file => file.File)]);
            var maker = new PageMaker(renderer, clock, digestsModels, output, build);
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = build.Parallelism, CancellationToken = cancellation };
            await Parallel.ForEachAsync(_site.AllPages, parallel, (page, cancel) => run.MakeAsync(maker, page, cancel)).ConfigureAwait(false);
            await Parallel.ForEachAsync(files, parallel, run.CopyAsync).ConfigureAwait(false);
            return run.Finish(_time.GetElapsedTime(started));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw OutputFolder.Refused(folder, error);
        }
    }
}
