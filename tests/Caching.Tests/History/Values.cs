namespace Caching.Tests.History;

/// <summary>A value says who made it, and from when on: there are no two alike.</summary>
internal static class Values
{
    public static string Of(string process, int number, string ns, int key, long born) => $"{process}/{number} {ns}:{key} {born}";

    public static string Of(Operation maker) =>
        Of(maker.Process, maker.Number, maker.Namespace, maker.Key, maker.Act == Act.GetOrCreate ? maker.MakesFrom ?? 0 : maker.Begin);
}
