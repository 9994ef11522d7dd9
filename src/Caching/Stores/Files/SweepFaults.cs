namespace Caching.Stores.Files;

/// <summary>
/// What fails in a round is passed over, and the first of it said: one file that can be neither read nor deleted must not keep the sweeper
/// from all that lies behind it, in this round and in each to come.
/// </summary>
internal sealed class SweepFaults(SweepLog log)
{
    private bool _noted;

    public void Begin() => _noted = false;

    public void Note(Exception error)
    {
        if (!_noted) log.Failed(error);
        _noted = true;
    }

    public void Try(Action look)
    {
        try
        {
            look();
        }
        catch (Exception error)
        {
            Note(error);
        }
    }

    /// <summary>The paths of a folder, as far as it can be listed.</summary>
    public IEnumerable<string> List(Func<IEnumerable<string>> list)
    {
        IEnumerator<string>? paths = null;
        try
        {
            while (true)
            {
                var more = false;
                Try(() => more = (paths ??= list().GetEnumerator()).MoveNext());
                if (!more) yield break;
                yield return paths!.Current;
            }
        }
        finally
        {
            paths?.Dispose();
        }
    }
}
