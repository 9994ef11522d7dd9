namespace Architecture.Tests;

internal static class Expect
{
    /// <summary>Fails with all of them, a line each.</summary>
    public static void None(IEnumerable<string> offenders)
    {
        var found = offenders.ToArray();
        Assert.True(found.Length == 0, $"{found.Length} found:\n{string.Join('\n', found)}");
    }
}
