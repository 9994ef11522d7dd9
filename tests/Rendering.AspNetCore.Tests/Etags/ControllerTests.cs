using System.Net;
using Microsoft.AspNetCore.Mvc;

namespace Rendering.AspNetCore.Tests;

public class ControllerTests
{
    [Theory]
    [InlineData("/etags/key", "\"7\"")]
    [InlineData("/etags/with", "W/\"with\"")]
    [InlineData("/etags/wait", "\"wait\"")]
    [InlineData("/etags/result", "W/\"result\"")]
    public async Task In_a_controller_a_match_ends_the_action_before_the_body(string path, string tag)
    {
        await using var site = await TestSite.StartAsync<EtagsController>();
        var first = await site.GetAsync(path);
        Assert.Equal((HttpStatusCode.OK, tag, "body"), (first.StatusCode, first.Header("ETag"), await first.Content.ReadAsStringAsync()));
        var second = await site.GetAsync(path, ("If-None-Match", tag));
        Assert.Equal((HttpStatusCode.NotModified, tag, ""), (second.StatusCode, second.Header("ETag"), await second.Content.ReadAsStringAsync()));
        Assert.Null(second.Header("Content-Type"));
        var other = await site.GetAsync(path, ("If-Match", "\"other\""));
        Assert.Equal(HttpStatusCode.PreconditionFailed, other.StatusCode);
    }

    [Fact]
    public async Task In_a_controller_no_cache_has_no_tag()
    {
        await using var site = await TestSite.StartAsync<EtagsController>();
        var response = await site.GetAsync("/etags/none", ("If-None-Match", "\"1\""));
        Assert.Equal((HttpStatusCode.OK, null), (response.StatusCode, response.Header("ETag")));
        Assert.Equal("no-store, no-cache, must-revalidate, private", response.Header("Cache-Control"));
    }

    [Route("etags")]
    public sealed class EtagsController : ControllerBase
    {
        [HttpGet("key")]
        public IActionResult Key()
        {
            if (this.EtagCache(7) is { } notModified)
                return notModified;
            return Content("body");
        }

        [HttpGet("with")]
        public IActionResult With() => this.WithEtag(_ => "with", weak: true) ?? Content("body");

        [HttpGet("wait")]
        public async Task<IActionResult> Wait() => await this.WithEtagAsync(_ => new ValueTask<object?>("wait")) ?? Content("body");

        [HttpGet("result")]
        public IActionResult Result() => Content("body").WithEtag(_ => "result", weak: true);

        [HttpGet("none")]
        public IActionResult None()
        {
            this.NoCache();
            return this.EtagCache(1) ?? Content("body");
        }
    }
}
