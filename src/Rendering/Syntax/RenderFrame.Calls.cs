using Rendering.Output;
using Rendering.Values;

namespace Rendering.Syntax;

/// <summary>
/// Calls of a template's own functions inside expressions. A call writes output and assigns variables, yet an expression is evaluated
/// again whenever it met a lazy value. So each call of the statement that is running is remembered, in order: evaluated again, it
/// gives its result and its output once more instead of running. Only what has run is remembered, so a statement without calls
/// costs nothing; <see cref="HasNews"/> is the one flag that a block looks at, for interrupts and calls alike.
/// </summary>
internal sealed partial class RenderFrame
{
    private const int InterruptBits = 7;
    private const int CallBit = 8;

    private readonly List<Call> _calls = [];

    // The calls of the statement that is running begin here; those before it belong to the statements that called its function.
    private int _first;

    // The next call to be replayed; at the end of the list, calls run.
    private int _next;

    private int _news;

    private struct Call
    {
        public int OuterFirst;
        public int Start;
        public int Length;
        public Segments? Output;
        public Value Result;
    }

    /// <summary>What a statement asks of the blocks around it.</summary>
    public Interrupt Interrupt
    {
        get => (Interrupt)(_news & InterruptBits);
        set => _news = (_news & ~InterruptBits) | (int)value;
    }

    /// <summary>What the function that is ending returns.</summary>
    public Value Returned { get; set; }

    /// <summary>There is an interrupt, or calls are remembered.</summary>
    public bool HasNews => _news != 0;

    /// <summary>
    /// A call may be waiting still where the render failed beside it. It finds nothing to write to, and nobody else has its frame.
    /// </summary>
    public bool IsReusable => _calls.Count == 0;

    /// <summary>The statement before is done, so its calls are forgotten.</summary>
    public Interrupt Settle()
    {
        _calls.RemoveRange(_first, _calls.Count - _first);
        _next = _first;
        _news &= InterruptBits;
        return Interrupt;
    }

    /// <summary>Gives what a call gave before, and writes what it wrote; false where it has not run yet.</summary>
    public bool TryReplay(out Value result)
    {
        if (_next >= _calls.Count)
        {
            result = default;
            return false;
        }
        var call = _calls[_next++];
        if (call.Output is { } output) Output.Write(output);
        result = call.Result;
        return true;
    }

    /// <summary>A call begins. Nothing may be pending, and every way out is <see cref="EndCall"/> or <see cref="FailCall"/>.</summary>
    public int BeginCall()
    {
        _calls.Add(new Call { OuterFirst = _first, Start = Output.Length });
        _first = _next = _calls.Count;
        return _calls.Count - 1;
    }

    public Value EndCall(int index, in Value result)
    {
        var call = _calls[index];
        call.Length = Output.Length - call.Start;
        call.Result = result;
        _calls.RemoveRange(index + 1, _calls.Count - index - 1);
        _calls[index] = call;
        _first = call.OuterFirst;
        _next = index + 1;
        _news |= CallBit;
        return result;
    }

    public void FailCall(int index)
    {
        _first = _calls[index].OuterFirst;
        _calls.RemoveRange(index, _calls.Count - index);
        _next = index;
    }

    /// <summary>Takes back what the running statement has written, and begins it anew.</summary>
    public void Replay(int mark)
    {
        for (var i = _first; i < _calls.Count; i++)
        {
            var call = _calls[i];
            if (call.Output is not null || call.Length == 0) continue;
            call.Output = Output.Copy(call.Start, call.Start + call.Length);
            _calls[i] = call;
        }
        Output.Rewind(mark);
        _next = _first;
    }

    private void BeginCalls()
    {
        _calls.Clear();
        _first = _next = _news = 0;
        Returned = default;
    }
}
