using Docs.Tests.Markdown;

namespace Docs.Tests;

/// <summary>What a document shows against what comes: whole, since who mends the document pastes it.</summary>
internal static class Shown
{
    public static void Equal(Part shown, string expected, string actual) =>
        Assert.True(expected == actual, $"{shown} shows\n{expected}\nand what comes is\n{actual}");
}
