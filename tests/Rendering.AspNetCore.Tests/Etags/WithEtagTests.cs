using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Rendering.AspNetCore.Tests;

public class WithEtagTests
{
    // Pesto's own example: a counter whose picture may be kept for seven hits.
    [Fact]
    public async Task One_tag_serves_seven_hits()
    {
        int hits = 0, drawn = 0;
        await using var site = await TestSite.StartAsync(app => app.MapGet("/counter", () => Results
            .Stream(async body =>
            {
                drawn++;
                await body.WriteAsync(BitConverter.GetBytes(hits));
            })
            .WithEtag(_ => hits++ / 7, weak: true)));

        string? seen = null;
        var tags = new List<string?>();
        for (var i = 0; i < 21; i++)
        {
            var response = seen is null ? await site.GetAsync("/counter") : await site.GetAsync("/counter", ("If-None-Match", seen));
            Assert.Equal(i % 7 == 0 ? HttpStatusCode.OK : HttpStatusCode.NotModified, response.StatusCode);
            tags.Add(seen = response.Header("ETag"));
        }

        Assert.Equal(["W/\"0\"", "W/\"1\"", "W/\"2\""], tags.Distinct());
        Assert.Equal((21, 3), (hits, drawn));
    }

    [Fact]
    public async Task The_function_runs_at_request_time_before_the_body_and_gets_the_context()
    {
        var order = new List<string>();
        await using var site = await TestSite.StartAsync(app => app.MapGet("/", (HttpContext http) =>
        {
            var ended = http.WithEtag(context =>
            {
                order.Add("tag");
                return context.Request.Query["v"].ToString();
            });
            if (ended is not null)
                return ended;
            order.Add("body");
            return Results.Text("x");
        }));
        Assert.Empty(order);
        Assert.Equal("\"1\"", (await site.GetAsync("/?v=1")).Header("ETag"));
        Assert.Equal(["tag", "body"], order);
        Assert.Equal(HttpStatusCode.NotModified, (await site.GetAsync("/?v=2", ("If-None-Match", "\"2\""))).StatusCode);
        Assert.Equal(["tag", "body", "tag"], order);
    }

    [Fact]
    public async Task A_function_may_wait()
    {
        await using var site = await TestSite.StartAsync(app => app.MapGet("/", async (HttpContext http) =>
            await http.WithEtagAsync(async _ =>
            {
                await Task.Yield();
                return new { Version = 3 };
            }, weak: true) ?? Results.Text("x")));
        var tag = (await site.GetAsync("/")).Header("ETag");
        Assert.Equal(EntityTag.For(new { Version = 3 }, weak: true).ToString(), tag);
        Assert.Equal(HttpStatusCode.NotModified, (await site.GetAsync("/", ("If-None-Match", tag!))).StatusCode);
    }

    [Fact]
    public async Task A_function_that_knows_no_version_gives_no_tag_and_no_304()
    {
        await using var site = await TestSite.StartAsync(app =>
            app.MapGet("/", (HttpContext http) => http.WithEtag(_ => null) ?? Results.Text("x")));
        var response = await site.GetAsync("/", ("If-None-Match", "*"));
        Assert.Equal((HttpStatusCode.OK, null), (response.StatusCode, response.Header("ETag")));
    }

    [Fact]
    public async Task A_weak_tag_never_lets_a_change_through()
    {
        await using var site = await TestSite.StartAsync(app =>
            app.MapDelete("/", (HttpContext http) => http.WithEtag(_ => 1, weak: true) ?? Results.NoContent()));
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await site.SendAsync(HttpMethod.Delete, "/", ("If-Match", "W/\"1\""))).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await site.SendAsync(HttpMethod.Delete, "/", ("If-Match", "*"))).StatusCode);
    }

    [Fact]
    public async Task A_result_that_is_no_success_ignores_preconditions()
    {
        await using var site = await TestSite.StartAsync(app =>
            app.MapGet("/", () => Results.NotFound().WithEtag(_ => 1)));
        var response = await site.GetAsync("/", ("If-None-Match", "\"1\""));
        Assert.Equal((HttpStatusCode.NotFound, null), (response.StatusCode, response.Header("ETag")));
    }
}
