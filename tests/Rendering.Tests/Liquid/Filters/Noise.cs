namespace Rendering.Tests.Liquid.Filters;

/// <summary>Random texts of the characters that matter.</summary>
internal static class Noise
{
    public static string Text(Random random, string alphabet, int longest = 24) =>
        string.Create(random.Next(longest), (random, alphabet), static (text, state) =>
        {
            foreach (ref var c in text) c = state.alphabet[state.random.Next(state.alphabet.Length)];
        });
}
