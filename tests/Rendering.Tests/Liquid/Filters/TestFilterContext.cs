using Rendering.Liquid;
using Rendering.Liquid.Filters;
using Rendering.Output;
using Rendering.Syntax.Filters;
using Rendering.Values;

namespace Rendering.Tests.Liquid.Filters;

/// <summary>A render of nothing but filters: a fixed clock, UTC unless set, members by the default policy.</summary>
internal sealed class TestFilterContext : FilterContext
{
    private readonly MemberPolicy _members = new();

    public static readonly DateTimeOffset Clock = new(2024, 1, 1, 0, 1, 58, TimeSpan.Zero);

    public override ValueFormatter Formatter => LiquidFormatter.Instance;

    public override TimeProvider Time { get; } = new FixedTime();

    public override TimeZoneInfo Zone => ZoneOverride;

    public override TemplateLimits Limits => LimitsOverride;

    public override CancellationToken Cancellation => default;

    public override bool Escapes => EscapesOverride;

    public TimeZoneInfo ZoneOverride { get; init; } = TimeZoneInfo.Utc;

    public TemplateLimits LimitsOverride { get; init; } = new();

    public bool EscapesOverride { get; init; }

    public long Steps { get; private set; }

    public long Bytes { get; private set; }

    public override Value GetMember(in Value owner, in Value name)
    {
        if (owner.AsObject is IMemberSource source) return source.TryGetMember(name, out var member) ? member : default;
        return name.AsString is { } text && _members.Find(owner.AsObject!.GetType(), text) is { } accessor ? accessor.Get(owner.AsObject!) : default;
    }

    public override ValueArray? ToItems(in Value value) => Items.Of(value, Limits.LoopLength);

    public override void Step(int count) => Steps += count;

    public override void Made(long bytes) => Bytes += bytes;

    private sealed class FixedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Clock;
    }

    public override void Tag(string tag) => throw new NotSupportedException();

    public override void Shorten(TimeSpan life) => throw new NotSupportedException();

    public override void NoStore(string reason) => throw new NotSupportedException();
}
