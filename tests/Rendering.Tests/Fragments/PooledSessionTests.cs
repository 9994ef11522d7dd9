using System.Buffers;
using System.Text;
using Rendering.Tests.Support;

namespace Rendering.Tests.Fragments;

/// <summary>Sessions are pooled: none keeps anything of the request before.</summary>
public sealed class PooledSessionTests
{
    [Theory]
    [InlineData("text")]
    [InlineData("writer")]
    public async Task A_model_that_no_hole_has_read_is_gone_with_its_request(string way)
    {
        var site = new Site(("quiet", "[<% nocache %>-<% endnocache %>]"), ("loud", "<% nocache %>{{ user }}<% endnocache %>"));
        Func<object> ann = static () => new { user = "ann" };
        await site.CachedAsync("quiet", ann);
        await site.CachedAsync("quiet", ann);
        var bob = new { user = "bob" };
        if (way == "text")
        {
            Assert.Equal("bob", await site.RenderAsync("loud", bob));
            return;
        }
        var output = new ArrayBufferWriter<byte>();
        await site.Renderer.RenderAsync(output, "loud", bob);
        Assert.Equal("bob", Encoding.UTF8.GetString(output.WrittenSpan));
    }
}
