using Rendering.Values;

namespace Rendering;

/// <summary>
/// <c>request.render</c>: how the page came about that a hole is filled for. Known once the page is there, so a hole is the only place where it is
/// anything.
/// </summary>
/// <param name="report">What is known so far; sections inside of holes are counted as they come.</param>
/// <param name="etag">The page's ETag; null where it has none.</param>
internal sealed class ServedPage(RenderReport report, string? etag) : IMemberSource
{
    public bool TryGetMember(in Value name, out Value value)
    {
        value = name.AsString switch
        {
            "page" => Value.FromString(report.PageHit switch { true => "hit", false => "miss", null => "none" }),
            "kept" => Value.FromInt(report.FragmentHits),
            "made" => Value.FromInt(report.FragmentMisses),
            "milliseconds" => Value.FromFloat(report.Elapsed.TotalMilliseconds),
            "etag" when etag is not null => Value.FromString(etag),
            _ => default,
        };
        return !value.IsNil;
    }

    public override string ToString() => "";
}
