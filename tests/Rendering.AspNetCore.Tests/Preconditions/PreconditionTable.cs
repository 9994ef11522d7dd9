namespace Rendering.AspNetCore.Tests;

/// <summary>A current representation: its tag (if any) and when it changed (if known), or none at all.</summary>
internal sealed record Current(bool Exists, EntityTag? Tag, bool Dated)
{
    public static readonly DateTimeOffset Changed = new(2026, 11, 20, 12, 0, 0, 700, TimeSpan.Zero);

    public static readonly Current[] All =
    [
        new(false, null, false),
        new(true, null, false), new(true, null, true),
        new(true, new EntityTag("now"), false), new(true, new EntityTag("now"), true),
        new(true, new EntityTag("now", weak: true), false), new(true, new EntityTag("now", weak: true), true),
    ];

    public Validators Validators => Exists ? new Validators(Tag, Dated ? Changed : null) : default;
}

/// <summary>The values that each header takes in the table; a name says what the value means, and the oracle knows only names.</summary>
internal static class PreconditionTable
{
    public static readonly Dictionary<string, string?> Tags = new()
    {
        ["absent"] = null,
        ["same"] = "\"now\"",
        ["same weak"] = "W/\"now\"",
        ["other"] = "\"then\", \"no,w\"",
        ["any"] = "*",
        ["malformed"] = "now, \"now",
    };

    public static readonly Dictionary<string, string?> Dates = new()
    {
        ["absent"] = null,
        ["before"] = "Fri, 20 Nov 2026 11:59:59 GMT",
        ["equal"] = "Fri, 20 Nov 2026 12:00:00 GMT",
        ["after"] = "Friday, 20-Nov-26 12:00:01 GMT",
        ["malformed"] = "yesterday",
    };

    public static readonly Dictionary<string, (string? Range, string? IfRange)> Ranges = new()
    {
        ["absent"] = (null, null),
        ["if-range alone"] = (null, "\"now\""),
        ["range"] = ("bytes=0-1", null),
        ["range if same"] = ("bytes=0-1", "\"now\""),
        ["range if same weak"] = ("bytes=0-1", "W/\"now\""),
        ["range if other"] = ("bytes=0-1", "\"then\""),
        ["range if equal date"] = ("bytes=0-1", "Fri, 20 Nov 2026 12:00:00 GMT"),
        ["range if later date"] = ("bytes=0-1", "Fri, 20 Nov 2026 12:00:01 GMT"),
    };

    public static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "DELETE"];
}
