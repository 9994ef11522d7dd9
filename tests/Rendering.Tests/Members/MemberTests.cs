using Rendering.Tests.Support;

namespace Rendering.Tests.Members;

/// <summary>Promise 24: a template sees what it is given, by allow-list.</summary>
public sealed class MemberTests
{
    public class Base
    {
        public string Inherited => "inherited";

        protected string Guarded => "SECRET";
    }

    public sealed class Thing : Base
    {
        public string Open => "open";

#pragma warning disable CA1051 // Models have fields.
        public int Field = 5;
#pragma warning restore CA1051

        public string WriteOnly
        {
            set => _ = value;
        }

        public string HalfOpen { private get; set; } = "SECRET";

        public static string Shared => "SECRET";

        public const string Constant = "SECRET";

        public static readonly string StaticField = "SECRET";

        internal string Internal => "SECRET";

        private string Private => "SECRET";

        private readonly string _field = "SECRET";

        public string this[int index] => "SECRET" + index;

        public string Method() => "SECRET";

        public Thing Self => this;

        public Type Kind => typeof(Thing);

        public Delegate Door => Method;

        public Action Act => () => throw new InvalidOperationException("SECRET");

        public Exception Error => new InvalidOperationException("inner");

        public System.Reflection.Assembly Home => typeof(Thing).Assembly;

        public Stream Stream => Stream.Null;

        public Version Version => new(1, 2);

        public override string ToString() => _field.Length + Private.Length > 0 ? "thing" : "";
    }

    public sealed class FailureException : Exception
    {
        public string Code => "E1";
    }

    [Theory]
    [InlineData("open", "open")]
    [InlineData("Open", "open")]
    [InlineData("inherited", "inherited")]
    [InlineData("field", "5")]
    [InlineData("self.self.open", "open")]
    [InlineData("version", "1.2")]
    [InlineData("OPEN", "")]
    [InlineData("write_only", "")]
    [InlineData("half_open", "")]
    [InlineData("guarded", "")]
    [InlineData("shared", "")]
    [InlineData("constant", "")]
    [InlineData("static_field", "")]
    [InlineData("internal", "")]
    [InlineData("private", "")]
    [InlineData("_field", "")]
    [InlineData("method", "")]
    [InlineData("Method", "")]
    [InlineData("get_Open", "")]
    [InlineData("to_string", "")]
    [InlineData("get_type", "")]
    [InlineData("GetType", "")]
    [InlineData("gethashcode", "")]
    [InlineData("item", "")]
    [InlineData("kind.assembly", "")]
    [InlineData("kind.name", "")]
    [InlineData("door.method", "")]
    [InlineData("door.target", "")]
    [InlineData("act.method.name", "")]
    [InlineData("error.message", "")]
    [InlineData("error.stack_trace", "")]
    [InlineData("home.location", "")]
    [InlineData("stream.length", "")]
    [InlineData("version.major", "")]
    public async Task Only_public_instance_properties_and_fields_of_the_host_s_own_types_are_seen(string path, string expected)
    {
        var model = new { thing = new Thing() };
        Assert.Equal(expected, await Site.OnceAsync($"{{{{ thing.{path} }}}}", model));
        Assert.Equal(expected, await Site.OnceAsync($"{{% assign t = thing %}}{{% for x in (1..2) limit: 1 %}}{{{{ t.{path} }}}}{{% endfor %}}", model));
        Assert.Equal(expected, await Site.OnceAsync($"{{{{ {path} }}}}", new Thing()));
    }

    [Fact]
    public async Task Filters_see_no_more_than_outputs_do()
    {
        var model = new { things = new[] { new Thing(), new Thing() } };
        foreach (var name in new[] { "shared", "private", "internal", "method", "GetType", "half_open", "_field" })
        {
            Assert.DoesNotContain("SECRET", await Site.OnceAsync($"{{{{ things | map: '{name}' | join }}}}{{{{ things | sort: '{name}' | first }}}}{{{{ things | where: '{name}' | size }}}}{{{{ things[0]['{name}'] }}}}", model));
        }
        Assert.Equal("open open", await Site.OnceAsync("{{ things | map: 'open' | join }}", model));
    }

    [Fact]
    public async Task What_a_type_inherits_from_the_framework_is_not_seen()
    {
        var model = new { error = new FailureException() };
        Assert.Equal("E1", await Site.OnceAsync("{{ error.code }}", model));
        foreach (var name in new[] { "message", "stack_trace", "target_site", "source", "data", "h_result" })
            Assert.Equal("", await Site.OnceAsync($"{{{{ error.{name} }}}}", model));
    }

    [Fact]
    public async Task A_policy_narrows_what_is_seen_everywhere()
    {
        var site = new Site(options => options.Members.Allows = static member => member.Name != "Open", ("page", "{{ thing.open }}{{ thing['open'] }}{{ things | map: 'Open' | join }}{{ thing.inherited }}{% render 'box', t: thing %}"), ("box", "{{ t.open }}."));
        Assert.Equal("inherited.", await site.RenderAsync("page", new { thing = new Thing(), things = new[] { new Thing() } }));
    }

    [Fact]
    public async Task HTML_is_escaped_by_default_and_raw_opts_out()
    {
        var model = new { x = "<&>\"'", list = new[] { "<", ">" }, hash = new Dictionary<string, object> { ["<k>"] = "<v>" }, o = new Markup() };
        Assert.Equal("&lt;&amp;&gt;&quot;&#39;", await Site.OnceAsync("{{ x }}", model));
        Assert.Equal("<&>\"'", await Site.OnceAsync("{{ x | raw }}", model));
        foreach (var text in new[] { "{{ list }}", "{{ list | join }}", "{{ hash }}", "{{ o }}", "{{ x | upcase }}", "{{ x | append: '<b>' }}", "{{ '<i>' }}", "{% assign y = x %}{{ y }}", "{% capture y %}{{ x }}{% endcapture %}{{ y }}", "{% cycle x %}", "{% echo x %}", "{{ x | split: '' | last }}", "{{ x | replace: '&', '<' }}", "{% for p in hash %}{{ p[0] }}{{ p }}{% endfor %}" })
            Assert.DoesNotContain('<', await Site.OnceAsync(text, model));
        foreach (var name in new[] { "mail.txt.liquid", "robots.txt.liquid", "data.json.liquid" })
            Assert.Equal("<&>\"'", await new Site((name, "{{ x }}")).RenderAsync(name, model));
        foreach (var name in new[] { "page.liquid", "page.html.liquid", "feed.xml.liquid", "page.unknown.liquid", "page.TXT2.liquid" })
            Assert.Equal("&lt;&amp;&gt;&quot;&#39;", await new Site((name, "{{ x }}")).RenderAsync(name, model));
    }

    public sealed class Markup
    {
        public override string ToString() => "<o>";
    }
}
