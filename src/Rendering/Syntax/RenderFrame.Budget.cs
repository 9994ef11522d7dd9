using System.Runtime.CompilerServices;
using Rendering.Engines;
using Rendering.Values;

namespace Rendering.Syntax;

/// <summary>Steps, wall time and cancellation: the hot path counts down, and every few thousand steps the rest is looked at.</summary>
internal sealed partial class RenderFrame
{
    private const int Tank = 4096;

    /// <summary>A power of two: 64 characters are gone over in about the time that a statement takes.</summary>
    public const int CharactersAStep = 6;

    private long _fuel;
    private RenderBudget _budget = null!;
    private int _depth;

    private void BeginBudget(RenderBudget budget)
    {
        _fuel = 0;
        _budget = budget;
        _depth = 0;
    }

    // What was drawn and not used; overdrawn steps are paid back.
    private void EndBudget()
    {
        _budget.Steps += _fuel;
        _budget = null!;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Refuel()
    {
        if (_budget.Steps + _fuel < 0)
            throw new LimitException($"The template took more than {Limits.Steps:N0} steps. Look for a loop that runs away, or raise {nameof(TemplateLimits)}.{nameof(TemplateLimits.Steps)}.");
        LookAtTime();
        // _fuel is negative by what was overdrawn.
        var grant = Math.Min(Tank, _budget.Steps + _fuel);
        _budget.Steps -= grant - _fuel;
        _fuel = grant;
    }

    /// <summary>Ends a render that was cancelled or has taken too long; for what takes much time in one step.</summary>
    public void LookAtTime()
    {
        _context.Cancellation.ThrowIfCancellationRequested();
        if (Time.GetElapsedTime(_budget.Started) > Limits.Time) throw TooLong();
    }

    private LimitException TooLong() => LimitException.Time(Limits.Time);

    public override void Made(long bytes)
    {
        if ((_budget.Memory -= bytes) < 0)
            throw new LimitException($"Expressions, filters, captures and sections made more than {Limits.MemoryBytes:N0} bytes. Look for a text that grows in a loop, or raise {nameof(TemplateLimits)}.{nameof(TemplateLimits.MemoryBytes)}.");
    }

    /// <summary>Counts a text that was made, and the work of making it.</summary>
    public void MadeText(int characters)
    {
        Spend(characters >> CharactersAStep);
        Made((long)characters * sizeof(char));
    }

    /// <summary>
    /// Takes what was written since the mark out of the output, as a value: it is kept beside the output and its bound. Where output
    /// is escaped it is escaped already, so it is markup.
    /// </summary>
    public Value TakeText(int mark)
    {
        var text = Output.TextSince(mark);
        Output.Rewind(mark);
        MadeText(text.Length);
        return Escape ? Value.FromMarkup(text) : Value.FromString(text);
    }

    // What a model is waiting for knows nothing of this render's time or caller. It goes on by itself; nobody looks at it again.
    private async Task WithinTimeAsync(Task pending)
    {
        var left = Limits.Time - Time.GetElapsedTime(_budget.Started);
        try
        {
            await pending.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, Time, _context.Cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException) when (!pending.IsCompleted)
        {
            throw TooLong();
        }
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

    // Partials and blocks are bounded each, but not their product, and a render may begin deep inside its host.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void EnsureStack()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw new LimitException("Nesting too deep: blocks and partials use up the stack.");
    }

    /// <summary>True in the page itself, false in what it includes.</summary>
    public bool IsPage => _depth == 0 && _context.IsOfPage;
}
