using System.Collections.Concurrent;

namespace Rendering.Site.Building;

/// <summary>One build under way: what it has done, and the manifest that it writes.</summary>
internal sealed class BuildRun(OutputFolder output, Manifest last, string? settings, int total, SiteBuildOptions options)
{
    private readonly ConcurrentDictionary<string, PageRecord> _records = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<SiteFailure> _failures = [];
    private int _done;
    private int _rendered;
    private int _reused;
    private int _copied;
    private int _written;
    private int _deleted;
    private long _bytes;

    /// <summary>
    /// Deletes what no page has any more, first, since it may stand in the way of what one has; and makes all files of this build
    /// the builder's before the first is written: a build that is killed leaves none that nobody owns.
    /// </summary>
    public void Claim(IReadOnlyCollection<string> files)
    {
        var wanted = files.ToHashSet(StringComparer.Ordinal);
        var gone = last.Files.Keys.Where(file => !wanted.Contains(file)).ToList();
        // What stands there already is somebody else's until it is written over.
        var added = wanted.Where(file => !last.Files.ContainsKey(file) && !output.Has(file)).Select(static file => KeyValuePair.Create(file, new PageRecord())).ToList();
        if (added.Count > 0) output.WriteManifest(Manifest.Of(last.Settings, last.Files.Concat(added)));
        foreach (var file in gone)
            if (output.Delete(file)) _deleted++;
    }

    public async ValueTask MakeAsync(PageMaker maker, SitePage page, CancellationToken cancellation)
    {
        SiteOutcome outcome;
        try
        {
            var known = settings is not null && settings == last.Settings ? last.Files.GetValueOrDefault(page.OutputFile) : null;
            var made = await maker.MakeAsync(page, known, cancellation).ConfigureAwait(false);
            _records[page.OutputFile] = made.Record;
            Count(ref made.Rendered ? ref _rendered : ref _reused, made.Written, made.Bytes);
            outcome = made.Rendered ? SiteOutcome.Rendered : SiteOutcome.Reused;
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            outcome = Fail(page.OutputFile, error);
        }
        Report(page.OutputFile, outcome);
    }

    public async ValueTask CopyAsync(ContentFile file, CancellationToken cancellation)
    {
        var outcome = SiteOutcome.Copied;
        try
        {
            var copied = await output.CopyAsync(file.Source, file.File, cancellation).ConfigureAwait(false);
            _records[file.File] = new PageRecord();
            Count(ref _copied, copied is not null, copied ?? 0);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or SiteBuildException)
        {
            outcome = Fail(file.File, error);
        }
        Report(file.File, outcome);
    }

    /// <summary>Writes the manifest, last of all.</summary>
    /// <exception cref="SiteBuildException">Pages could not be made.</exception>
    public SiteSummary Finish(TimeSpan elapsed)
    {
        output.WriteManifest(Manifest.Of(settings ?? "", _records));
        if (!_failures.IsEmpty) throw new SiteBuildException([.. _failures.OrderBy(static failure => failure.File, StringComparer.Ordinal)]);
        return new SiteSummary(_rendered, _reused, _copied, _written, _deleted, _bytes, elapsed);
    }

    private void Count(ref int what, bool written, long bytes)
    {
        Interlocked.Increment(ref what);
        if (written) Interlocked.Increment(ref _written);
        Interlocked.Add(ref _bytes, bytes);
    }

    // Its file stays as it was, and whose it was: the builder deletes nothing that it did not write. Nothing is known of it.
    private SiteOutcome Fail(string file, Exception error)
    {
        if (last.Files.ContainsKey(file)) _records[file] = new PageRecord();
        _failures.Add(new SiteFailure(file, error));
        return SiteOutcome.Failed;
    }

    private void Report(string file, SiteOutcome outcome) =>
        options.Progress?.Report(new SiteProgress(Interlocked.Increment(ref _done), total, file, outcome));
}
