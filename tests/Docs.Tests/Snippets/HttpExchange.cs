using Docs.Tests.Markdown;

namespace Docs.Tests.Snippets;

/// <summary>
/// A request and its answer, as a block shows them: the head of the request, an empty line, status and headers of the answer
/// and, behind another empty line, its body. What the block does not show is not looked at.
/// </summary>
internal sealed class HttpExchange
{
    private readonly FencedBlock _block;
    private readonly string[] _request;
    private readonly string[] _answer;
    private readonly string? _body;

    public HttpExchange(FencedBlock block)
    {
        var parts = block.Text.Split("\n\n", 3);
        if (parts.Length < 2) throw new FormatException($"{block}: a request, an empty line, an answer");
        (_block, _request, _answer, _body) = (block, parts[0].Split('\n'), parts[1].Split('\n'), parts.ElementAtOrDefault(2));
    }

    public async Task RunAsync(HttpClient client)
    {
        var line = _request[0].Split(' ');
        using var request = new HttpRequestMessage(new HttpMethod(line[0]), line[1]);
        foreach (var header in _request[1..]) request.Headers.TryAddWithoutValidation(Name(header), Value(header));
        using var response = await client.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();

        Shown.Equal(_block, _answer[0], $"HTTP/{response.Version} {(int)response.StatusCode} {response.ReasonPhrase}");
        foreach (var header in _answer[1..]) Shown.Equal(_block, header, $"{Name(header)}: {Find(response, Name(header))}");
        Shown.Equal(_block, _body ?? (response.IsSuccessStatusCode ? body : ""), body);
    }

    private static string Name(string header) => header.Split(": ", 2)[0];

    private static string Value(string header) => header.Split(": ", 2)[1];

    private static string Find(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) || response.Content.Headers.NonValidated.TryGetValues(name, out values)
            ? values.ToString()
            : "(not sent)";
}
