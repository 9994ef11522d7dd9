using System.Globalization;

namespace Rendering.Site.Building;

/// <summary>Makes pages, or finds that they need not be made.</summary>
internal sealed class PageMaker(Renderer renderer, ClockWatch clock, bool digestsModels, OutputFolder output, SiteBuildOptions build)
{
    public async ValueTask<MadePage> MakeAsync(SitePage page, PageRecord? last, CancellationToken cancellation)
    {
        var mark = clock.Begin();
        var template = page.Template is { } name ? string.Create(CultureInfo.InvariantCulture, $"{name} {renderer.VersionOf(name):x16}") : null;
        var (model, data) = await DataAsync(page, cancellation).ConfigureAwait(false);
        if (last is not null && data is not null && last.Data == data && last.Template == template
            && renderer.IsCurrent(last.Dependencies ?? []) && !(last.Tags ?? []).Intersect(build.ChangedTags).Any()
            // What is on disk decides, not what should be: a killed build may have left the file of another state there.
            && await output.ETagAsync(page.OutputFile, cancellation).ConfigureAwait(false) == last.ETag)
            return new MadePage(last, false, false, 0);

        var record = new PageRecord { Template = template, Data = data };
        ReadOnlyMemory<byte> bytes;
        if (page.Template is null)
        {
            bytes = await page.Bytes!(cancellation).ConfigureAwait(false);
            record = record with { ETag = OutputFolder.ETagOf(bytes.Span) };
        }
        else
        {
            var rendered = await renderer.RenderPageAsync(page.Template, model, request: new() { Holes = build.Holes }, cancellation: cancellation).ConfigureAwait(false);
            var rendition = rendered.Rendition;
            bytes = rendered.Utf8;
            // What holds for a time, or must not be kept, is what it is only now.
            var lasts = !mark.IsSet && rendition.FreshUntil == DateTimeOffset.MaxValue && rendition.Unstorable is null;
            record = record with
            {
                Data = lasts ? data : null,
                ETag = rendered.HasHoles ? OutputFolder.ETagOf(bytes.Span) : rendition.ETag,
                // Pages are rendered in parallel, and sets have no order: sorted, the same site has the same manifest.
                Dependencies = rendition.Dependencies.Count == 0 ? null : [.. rendition.Dependencies.OrderBy(static d => d.Template, StringComparer.Ordinal)],
                Tags = rendition.Tags.Count == 0 ? null : [.. rendition.Tags.Order(StringComparer.Ordinal)],
            };
        }
        var written = await output.WriteAsync(page.OutputFile, bytes, cancellation).ConfigureAwait(false);
        return new MadePage(record, true, written, bytes.Length);
    }

    // The model, or what makes it where it was not needed; and the digest of the data.
    private async ValueTask<(object? Model, string? Data)> DataAsync(SitePage page, CancellationToken cancellation)
    {
        var (isDeclared, version) = await PageVersion.DigestAsync(page, renderer, cancellation).ConfigureAwait(false);
        if (isDeclared) return (page.Model, version is null ? null : $"version {version} {page.Code}");
        if (page.Template is null || !digestsModels) return (page.Model, null);
        var (model, digest) = await renderer.DigestAsync(page.Model, cancellation).ConfigureAwait(false);
        return (model, digest is null ? null : $"model {digest}");
    }
}

/// <summary>A page that was made or reused.</summary>
internal readonly record struct MadePage(PageRecord Record, bool Rendered, bool Written, long Bytes);
