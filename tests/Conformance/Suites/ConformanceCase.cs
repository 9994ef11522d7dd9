using System.Text.Json;

namespace Conformance.Suites;

/// <summary>One case as its file states it; the names are those of the schema in snake_case.</summary>
internal sealed record ConformanceCase
{
    public required string Name { get; init; }
    public required string Template { get; init; }
    public JsonElement Data { get; init; }
    public Dictionary<string, string> Partials { get; init; } = [];
    public string? Expected { get; init; }
    public string[]? ExpectedAny { get; init; }
    public string? ExpectedPattern { get; init; }
    public string[]? OutputMatch { get; init; }
    public bool Error { get; init; }
    public string? ErrorKind { get; init; }
    public string[]? ErrorMatch { get; init; }
    public int? ErrorLine { get; init; }

    /// <summary>The wording of the error is another engine's own, so only its position counts.</summary>
    public bool ErrorText { get; init; }

    public bool Strict { get; init; }
    public string? Mode { get; init; }
    public string Lang { get; init; } = "liquid";
    public bool? InlineErrors { get; init; }
    public bool? LineNumbers { get; init; }
    public DateTimeOffset? Clock { get; init; }
    public string? DataFile { get; init; }
    public string? PartialsMissing { get; init; }
    public string? PartialsMissingMessage { get; init; }
    public string? TemplateName { get; init; }
    public JsonElement? ResourceLimits { get; init; }
    public bool ParseOnly { get; init; }
    public string[] Needs { get; init; } = [];

    /// <summary>Rules of the suite that the case's file belongs to.</summary>
    public Suite Suite { get; init; } = Suite.Unknown;

    /// <summary>The top-level names of the file that <see cref="DataFile"/> names.</summary>
    public JsonElement? SharedData { get; init; }

    /// <summary>The model, made anew for each run since a template's run may leave caches in it.</summary>
    public OrderedDictionary<string, object?> CreateModel()
    {
        var model = new OrderedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (var source in (JsonElement?[])[SharedData, Data])
            if (source is { ValueKind: JsonValueKind.Object } names)
                foreach (var member in names.EnumerateObject()) model[member.Name] = ModelReader.Read(member.Value);
        return model;
    }
}
