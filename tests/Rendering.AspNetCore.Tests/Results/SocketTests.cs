using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Hosting;

namespace Rendering.AspNetCore.Tests;

/// <summary>On the real server, whose framing and header rules a test host does not have.</summary>
public class SocketTests
{
    [Fact]
    public async Task One_connection_carries_a_page_a_HEAD_a_304_and_a_412_without_a_byte_too_many()
    {
        await using var site = await Pages.StartAsync(new Pages { Name = "caf\u00e9" }, UseSocket);
        var address = site.Client.BaseAddress!;
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        var stream = client.GetStream();
        string[] requests =
        [
            "GET /min/page HTTP/1.1\r\nHost: x\r\n\r\n", "HEAD /min/page HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /min/page HTTP/1.1\r\nHost: x\r\nIf-None-Match: *\r\n\r\n", "GET /min/page HTTP/1.1\r\nHost: x\r\nIf-Match: \"\u00e9\"\r\n\r\n",
            "GET /mvc/tail HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        ];
        await stream.WriteAsync(Encoding.UTF8.GetBytes(string.Concat(requests)));
        var answers = (await new StreamReader(stream, Encoding.UTF8).ReadToEndAsync()).Split("HTTP/1.1 ", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(["200 OK", "200 OK", "304 Not Modified", "412 Precondition Failed", "200 OK"], answers.Select(a => a.Split("\r\n")[0]));
        Assert.Equal("<h1>caf\u00e9</h1>", BodyOf(answers[0]));
        Assert.Contains("Content-Length: 14\r\n", answers[1], StringComparison.Ordinal);
        Assert.Equal(["", "", ""], answers[1..4].Select(BodyOf));
        Assert.DoesNotContain("Content-Type", answers[2], StringComparison.Ordinal);
        Assert.StartsWith("1112caf\u00e9<!-- made", BodyOf(answers[4]), StringComparison.Ordinal);
    }

    private static string BodyOf(string answer) => answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];

    private static void UseSocket(Microsoft.AspNetCore.Builder.WebApplicationBuilder builder) =>
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
}
