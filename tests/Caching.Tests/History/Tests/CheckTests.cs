using Caching.Tests.History.Checks;

namespace Caching.Tests.History.Tests;

/// <summary>The checks on histories written by hand, in milliseconds.</summary>
public sealed class CheckTests
{
    private const long Ms = 1_000;
    private readonly Recording _history = new();
    private int _number;

    [Fact]
    public void What_was_made_before_a_removal_and_is_served_to_who_asked_after_it_is_found()
    {
        var made = Make("a", 10, 20);
        Add("a", Act.Remove, 30, 40);
        Read("a", made, 41);
        Assert.Equal([UndoneInvalidations.Promise], Found());
    }

    [Theory]
    [InlineData(Act.Remove, "a", 15, 30, 31, true)]     // The factory had begun.
    [InlineData(Act.Remove, "a", 5, 9, 31, false)]      // It had not.
    [InlineData(Act.Remove, "a", 15, 30, 29, false)]    // The reader asked while it went on.
    [InlineData(Act.Clear, "a", 15, 30, 31, true)]
    [InlineData(Act.Tag, "t", 15, 30, 31, true)]
    [InlineData(Act.Tag, "late", 15, 30, 31, true)]
    [InlineData(Act.Tag, "other", 15, 30, 31, false)]
    [InlineData(Act.Tag, "*", 15, 30, 31, true)]
    [InlineData(Act.Set, "a", 15, 30, 31, true)]
    [InlineData(Act.ExpireTag, "t", 15, 30, 31, false)] // It may be served stale.
    public void An_invalidation_holds_for_factories_that_had_begun_and_callers_that_came_after(
        Act act, string tag, int begin, int end, int asked, bool undone)
    {
        var made = Make("a", 10, 20, "late");
        Add("b", act, begin, end, tag);
        Read("c", made, asked);
        Assert.Equal(undone ? [UndoneInvalidations.Elsewhere] : [], Found());
    }

    [Fact]
    public void A_look_that_finds_fresh_what_was_expired_is_found()
    {
        var made = Make("a", 10, 20);
        Add("a", Act.Expire, 30, 40);
        _history.Add(NewCall("a", Act.TryGet, 41, 42) with { Outcome = Outcome.Value, Text = Values.Of(made) });
        Assert.Equal([UndoneInvalidations.Promise], Found());
    }

    [Fact]
    public void Other_processes_have_as_long_as_the_store_says()
    {
        var made = Make("a", 10, 20);
        Add("b", Act.Remove, 30, 40);
        Read("c", made, 140);
        Assert.Empty(Found(delay: 100));
        Read("b", made, 41);
        Assert.Equal([UndoneInvalidations.Promise], Found(delay: 100));
    }

    [Fact]
    public void An_invalidation_that_was_not_delivered_holds_in_its_own_process()
    {
        var made = Make("a", 10, 20);
        _history.Add(NewCall("b", Act.Clear, 30, 40) with { Outcome = Outcome.Undelivered });
        Read("c", made, 41);
        Assert.Empty(Found());
        Read("b", made, 41);
        Assert.Equal([UndoneInvalidations.Promise], Found());
    }

    [Fact]
    public void A_set_that_a_failing_store_did_not_take_ends_nothing()
    {
        var made = Make("a", 10, 20);
        _history.Add(NewCall("b", Act.Set, 30, 40) with { Outcome = Outcome.Done, StoreFailed = true });
        Read("c", made, 41);
        Assert.Empty(Found());
    }

    [Theory]
    [InlineData(15, true)]
    [InlineData(30, true)]      // The first has ended, and what it made is there.
    [InlineData(450, false)]    // The lease has run out.
    public void A_factory_beside_or_after_another_is_found(int second, bool found)
    {
        Make("a", 10, second < 400 ? 20 : 500);
        Make("b", second, second + 10);
        Assert.Equal(found ? [Creations.Promise] : [], Found());
    }

    [Fact]
    public void A_factory_after_an_invalidation_or_a_failure_or_a_death_is_right()
    {
        Make("a", 10, 20);
        Add("a", Act.Remove, 21, 22);
        Make("b", 23, 30);
        Add("b", Act.Tag, 31, 32, "t");
        _history.Add(Factory("c", 33, 40) with { FactoryFailed = true, Outcome = Outcome.Failed });
        _history.Add(Factory("d", 45, 99) with { MadeAt = MachineClock.Never, End = MachineClock.Never, Outcome = Outcome.Open });
        _history.Killed("d", new(50 * Ms, 60 * Ms));
        Make("b", 55, 56);
        Assert.Empty(Found());
    }

    [Theory]
    [InlineData(600, false)]
    [InlineData(700, true)]
    public void What_is_served_past_its_windows_is_found(int asked, bool found)
    {
        var made = Factory("a", 10, 20) with { Namespace = "news" };
        _history.Add(made with { Text = Values.Of(made) });
        _history.Add(NewCall("b", Act.TryGet, asked, asked + 1) with { Namespace = "news", Outcome = Outcome.Stale, Text = Values.Of(made) });
        Assert.Equal(found ? [Windows.Promise] : [], Found());
    }

    [Fact]
    public void A_lost_addition_is_found()
    {
        Increment("a", 5, 5);
        Increment("b", 7, 12);
        Increment("a", 11, 23);
        Assert.Empty(Found());
        Increment("c", 13, 25);
        Assert.Equal([Counters.Promise], Found());
    }

    [Fact]
    public void A_counter_begins_anew_once_a_clear_and_once_a_call_in_doubt()
    {
        Increment("a", 5, 5);
        Add("a", Act.Clear, 1, 2);
        Increment("a", 7, 7);
        _history.Add(NewCall("b", Act.Increment, 1, 2) with { By = 9, End = MachineClock.Never, Outcome = Outcome.Open });
        Increment("a", 11, 27);
        Assert.Empty(Found());
        Increment("a", 13, 13);
        Assert.Equal([Counters.Promise], Found());
    }

    [Fact]
    public void An_error_and_a_value_that_nobody_made_or_of_another_key_are_found()
    {
        var made = Make("a", 10, 20);
        Read("a", made with { Key = 2 }, 21);
        _history.Add(NewCall("a", Act.TryGet, 21, 22) with { Key = 3, Outcome = Outcome.Value, Text = Values.Of(made) });
        _history.Add(NewCall("a", Act.Set, 1, 2) with { Key = 3, Outcome = Outcome.Error, Text = "IOException" });
        Assert.Equal([Errors.Promise, Errors.Foreign, Errors.Foreign], Found().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_call_is_read_as_it_was_written()
    {
        var call = Factory("a", 10, 20) with { LateTags = ["late"], Text = "the value" };
        foreach (var line in new[]
        {
            Lines.Begin(call), Lines.Makes(call.Number, call.MakesFrom!.Value), Lines.Made(call.Number, call.MadeAt, false, false, call.LateTags),
            Lines.End(call.Number, call.End, false, call.Outcome, call.Text),
        })
            _history.Add("a", line);
        Assert.Equal($"{call}", $"{Assert.Single(_history.Look().Calls)}");
    }

    private Operation NewCall(string process, Act act, long begin, long end, string tag = "t") =>
        new(process, ++_number, act, "pages", 1, [tag], 0, begin * Ms) { End = end * Ms };

    private void Add(string process, Act act, long begin, long end, string tag = "t") =>
        _history.Add(NewCall(process, act, begin, end, tag) with { Outcome = Outcome.Done });

    private Operation Factory(string process, long begin, long end) =>
        NewCall(process, Act.GetOrCreate, begin, end) with { MakesFrom = begin * Ms, MadeAt = end * Ms, Outcome = Outcome.Value };

    private Operation Make(string process, long begin, long end, params string[] late)
    {
        var call = Factory(process, begin, end) with { LateTags = late };
        call = call with { Text = Values.Of(call) };
        _history.Add(call);
        return call;
    }

    private void Read(string process, Operation made, long begin) =>
        _history.Add(NewCall(process, Act.GetOrCreate, begin, begin + 1) with { Outcome = Outcome.Value, Text = Values.Of(made) });

    private void Increment(string process, long by, long sum) =>
        _history.Add(NewCall(process, Act.Increment, 1, 2) with { By = by, Sum = sum, Outcome = Outcome.Sum });

    private IEnumerable<string> Found(int delay = 0) =>
        new Check(Scenario.Sound, _ => TimeSpan.FromMilliseconds(delay)).Run(_history.Look()).Select(violation => violation.Promise);
}
