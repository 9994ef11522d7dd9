using System.Runtime.CompilerServices;
using Rendering.Engines;
using Rendering.Output;
using Rendering.Syntax.Filters;
using Rendering.Values;

namespace Rendering.Syntax;

/// <summary>
/// The state of one render of the built-in languages: output, variables, what is pending, what is left of the limits. Frames are
/// pooled and used by one render at a time.
/// </summary>
internal sealed partial class RenderFrame : FilterContext
{
    private RenderContext _context = null!;
    private Language _language = null!;
    private Task? _pendingCall;

    public Utf8Output Output { get; private set; } = null!;

    public RenderContext Context => _context;

    public ParsedTemplate Template { get; private set; } = null!;

    /// <summary>The page's output is escaped.</summary>
    public bool Escape { get; private set; }

    /// <summary>Inside an isolated partial, nothing may be included that would share its variables.</summary>
    public bool IncludeDisabled { get; set; }

    /// <summary>The lazy value that an expression met; its statement awaits it and evaluates again.</summary>
    public Task? Pending { get; private set; }

    /// <summary>A name that stands for nothing is an error.</summary>
    public bool IsStrict => _language.StrictVariables;

    public MemberPolicy Members { get; private set; } = null!;

    public override ValueFormatter Formatter => _language.Formatter;

    public override TimeProvider Time => _context.Time;

    public override TimeZoneInfo Zone => TimeZoneInfo.Utc;

    public override TemplateLimits Limits => _context.Limits;

    public override CancellationToken Cancellation => _context.Cancellation;

    public override bool Escapes => Escape;

    public void Begin(RenderContext context, MemberPolicy members, Utf8Output output)
    {
        _context = context;
        Members = members;
        Output = output;
        Escape = context.Escape;
        _globals = context.Globals is { } globals ? Value.From(globals) : default;
        BeginCalls();
        IncludeDisabled = false;
        Pending = null;
        BeginBudget(context.Budget);
    }

    /// <summary>Forgets everything of the render, so that a pooled frame keeps nothing alive.</summary>
    public void End()
    {
        EndBudget();
        _context = null!;
        Output = null!;
        Template = null!;
        Pending = _pendingCall = null;
        Given = null;
        _lazies?.Clear();
        BeginCalls();
        EndScopes();
    }

    /// <summary>Something that the statement that is running must wait for.</summary>
    public void WaitFor(Task task) => Pending ??= task;

    /// <summary>What the failed statement waited for is nobody's any more.</summary>
    public void DropPending() => Pending = _pendingCall = null;

    /// <summary>
    /// A call that is running. Its own waits are bounded; it uses this frame, so whoever awaits it must not go on before it has ended.
    /// </summary>
    public void WaitForCall(Task call)
    {
        Pending ??= call;
        _pendingCall = call;
    }

    /// <summary>Waits for the task that stands in the way, no longer than the render may take.</summary>
    public Task TakePending()
    {
        var pending = Pending!;
        Pending = null;
        return pending.IsCompleted || pending == _pendingCall ? pending : WithinTimeAsync(pending);
    }

    public override Value GetMember(in Value owner, in Value name) => _language.GetMember(this, owner, name);

    public override ValueArray? ToItems(in Value value)
    {
        var items = Items.Of(value, Limits.LoopLength);
        if (items is null || !Array.Exists(items.Items, static item => LazyValues.IsLazy(item))) return items;
        var resolved = Array.ConvertAll(items.Items, item => Resolve(item));
        // What the filter makes of a list without its items is thrown away: its statement waits and asks again.
        return Pending is null ? new ValueArray(resolved) : ValueArray.None;
    }

    public override void Step(int count) => Spend(count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Spend(int steps)
    {
        if ((_fuel -= steps) < 0) Refuel();
    }
}
