namespace Caching.Tests.History.Checks;

/// <summary>No caller has an error but its own factory's and that of an invalidation, and none has a value that nobody made for its key.</summary>
internal static class Errors
{
    public const string Promise = "15 A store that fails is a miss";
    public const string Foreign = "16 Bytes that are foreign are a miss";

    public static IEnumerable<Violation> Find(Snapshot history)
    {
        foreach (var call in history.Calls)
        {
            if (call.Outcome == Outcome.Error) yield return new(Promise, "an error reached the caller", call);
            if (!call.IsRead) continue;
            var maker = history.MakerOf(call);
            if (maker is null) yield return new(Foreign, "nobody made this value", call);
            else if ((maker.Namespace, maker.Key) != (call.Namespace, call.Key)) yield return new(Foreign, "the value of another key", call, maker);
        }
    }
}
