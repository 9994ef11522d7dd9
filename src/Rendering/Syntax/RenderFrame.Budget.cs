using System.Runtime.CompilerServices;

namespace Rendering.Syntax;

/// <summary>Steps, wall time and cancellation: the hot path counts down, and every few thousand steps the rest is looked at.</summary>
internal sealed partial class RenderFrame
{
    private const int Tank = 4096;

    private long _fuel;
    private long _left;
    private long _started;
    private int _depth;

    private void BeginBudget(TemplateLimits limits, TimeProvider time)
    {
        _fuel = 0;
        _left = limits.Steps;
        _started = time.GetTimestamp();
        _depth = 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Refuel()
    {
        _context.Cancellation.ThrowIfCancellationRequested();
        if (_left + _fuel < 0)
            throw new LimitException($"The template took more than {Limits.Steps:N0} steps. Look for a loop that runs away, or raise {nameof(TemplateLimits)}.{nameof(TemplateLimits.Steps)}.");
        if (Time.GetElapsedTime(_started) > Limits.Time)
            throw new LimitException($"The template took longer than {Limits.Time}. Look for slow data, or raise {nameof(TemplateLimits)}.{nameof(TemplateLimits.Time)}.");
        // _fuel is negative by what was overdrawn.
        var grant = Math.Min(Tank, _left + _fuel);
        _left -= grant - _fuel;
        _fuel = grant;
    }

    /// <summary>One partial deeper; every way in has a <see cref="Leave"/>.</summary>
    /// <exception cref="LimitException">Too many partials are inside one another, or the stack is nearly used up.</exception>
    public void Enter()
    {
        if (++_depth <= Limits.IncludeDepth && RuntimeHelpers.TryEnsureSufficientExecutionStack()) return;
        _depth--;
        throw new NestingException();
    }

    public void Leave() => _depth--;

    /// <summary>True in the page itself, false in what it includes.</summary>
    public bool IsPage => _depth == 0;
}
