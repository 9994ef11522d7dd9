namespace Rendering.Output;

/// <summary>The names that date formats print, as bytes. They are English whatever the culture.</summary>
internal static class DateFormatNames
{
    private static readonly byte[][] Days =
        [.. ((string[])["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]).Select(System.Text.Encoding.ASCII.GetBytes)];

    private static readonly byte[][] Months =
        [.. ((string[])["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"])
            .Select(System.Text.Encoding.ASCII.GetBytes)];

    // An offset has no name in Ruby either; only UTC is known by its own.
    public static ReadOnlySpan<byte> Of(char directive, DateTimeOffset date) => directive switch
    {
        'A' => Days[(int)date.DayOfWeek],
        'a' => Days[(int)date.DayOfWeek].AsSpan(0, 3),
        'B' => Months[date.Month - 1],
        'p' or 'P' => date.Hour < 12 ? "AM"u8 : "PM"u8,
        'Z' => date.Offset == TimeSpan.Zero ? "UTC"u8 : default,
        _ => Months[date.Month - 1].AsSpan(0, 3),
    };
}
