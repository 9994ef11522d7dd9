using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Site.Tests.EndToEnd;

/// <summary>A page as it came, with what its strip says of how it was made.</summary>
internal sealed partial record Answer(HttpStatusCode Status, string? Etag, string? ContentType, long? Length, string Body)
{
    public bool Kept => Strip("page") == "hit";
    public int SectionsKept => int.Parse(Strip("kept"), CultureInfo.InvariantCulture);
    public int SectionsMade => int.Parse(Strip("made"), CultureInfo.InvariantCulture);

    /// <summary>The page without its strip: what the tag stands for.</summary>
    public string Page => Aside().Replace(Body, "", 1);

    public static async Task<Answer> GetAsync(HttpClient http, string path, string? ifNoneMatch = null, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        if (ifNoneMatch is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        using var response = await http.SendAsync(request);
        return new(
            response.StatusCode, response.Headers.ETag?.ToString(), response.Content.Headers.ContentType?.ToString(),
            response.Content.Headers.ContentLength, await response.Content.ReadAsStringAsync());
    }

    private string Strip(string name) => Fact().Matches(Body).Single(match => match.Groups[1].Value == name).Groups[2].Value;

    [GeneratedRegex("<aside class=\"made\".*?</aside>\n", RegexOptions.Singleline)]
    private static partial Regex Aside();

    [GeneratedRegex("data-(page|kept|made)=\"([^\"]*)\"")]
    private static partial Regex Fact();
}
