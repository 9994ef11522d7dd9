using System.Text.Json;

namespace Conformance.Suites;

/// <summary>A file of cases: a JSON array, one case an element.</summary>
internal sealed record CaseFile(string Path, Suite Suite, IReadOnlyList<ConformanceCase> Cases)
{
    private static readonly JsonSerializerOptions Schema = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, MaxDepth = 512 };

    public static CaseFile Read(string path)
    {
        var suite = Suite.OfFile(System.IO.Path.GetFullPath(path));
        var cases = JsonSerializer.Deserialize<ConformanceCase[]>(File.ReadAllBytes(path), Schema) ?? [];
        var shared = new Dictionary<string, JsonElement>();
        return new(path, suite, [.. cases.Select(test => test with { Suite = suite, SharedData = SharedData(test) })]);

        JsonElement? SharedData(ConformanceCase test)
        {
            if (test.DataFile is not { } name) return null;
            if (!shared.TryGetValue(name, out var data))
            {
                var beside = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!, name);
                shared[name] = data = JsonDocument.Parse(File.ReadAllBytes(beside)).RootElement;
            }
            return data;
        }
    }

    /// <summary>The files of a path: itself, or of a directory every JSON file that holds cases rather than data.</summary>
    public static IEnumerable<string> Find(string path) =>
        Directory.Exists(path)
            ? Directory.EnumerateFiles(path, "*.json", SearchOption.AllDirectories).Where(HoldsCases).Order(StringComparer.Ordinal)
            : [path];

    private static bool HoldsCases(string path)
    {
        using var reader = new StreamReader(path);
        int letter;
        while ((letter = reader.Read()) >= 0 && char.IsWhiteSpace((char)letter)) { }
        return letter == '[';
    }
}
