using System.Text.RegularExpressions;
using Caching;
using Rendering.Engines;
using Rendering.Fragments;
using Rendering.Output;
using Capture = Rendering.Fragments.Capture;

namespace Rendering.Tests.Engines;

/// <summary>
/// A small language of its own, as a foreign engine would be: it walks its own tree and writes characters.
/// <c>[[name]]</c> prints, <c>[[>box]]</c> includes, <c>[[>*name]]</c> includes by a variable, <c>[[cache key=a expire=60 tags=x]] [[/]]</c>,
/// <c>[[layout main]]</c>, <c>[[section head]] [[/]]</c>, <c>[[yield head]]</c>, <c>[[body]]</c>, <c>[[nostore]]</c>, <c>[[fail]]</c>.
/// </summary>
internal sealed partial class StringEngine : ITemplateEngine
{
    [GeneratedRegex(@"\[\[(.*?)\]\]", RegexOptions.Singleline)]
    private static partial Regex Marks();

    public string Fingerprint => "strings 1";

    public ICompiledTemplate Compile(TemplateSource source)
    {
        var root = new Part("", 0, []);
        var open = new Stack<Part>([root]);
        var references = new List<TemplateReference>();
        var at = 0;
        foreach (Match mark in Marks().Matches(source.Text))
        {
            open.Peek().Children.Add(new Part("\"" + source.Text[at..mark.Index], at, []));
            at = mark.Index + mark.Length;
            var part = new Part(mark.Groups[1].Value, mark.Index, []);
            if (part.Text == "/" && open.Count > 1) open.Pop();
            else if (part.Text is "/" or "") throw new TemplateSyntaxException("Nothing to close") { Location = TemplateLocation.At(source, mark.Index) };
            else open.Peek().Children.Add(part);
            if (part.Word is "cache" or "section") open.Push(part);
            if (part.Word is "layout" || (part.Text[0] == '>' && part.Text[1] != '*')) references.Add(new(part.Name, mark.Index));
        }
        open.Peek().Children.Add(new Part("\"" + source.Text[at..], at, []));
        return open.Count == 1 ? new Template(source, root, references)
            : throw new TemplateSyntaxException($"'{open.Peek().Word}' was never closed") { Location = TemplateLocation.At(source, open.Peek().Offset) };
    }

    private sealed record Part(string Text, int Offset, List<Part> Children)
    {
        public string Word => Text.Split(' ')[0];

        public string Name => Text[0] == '>' ? Text[1..].TrimStart('*') : Text.Split(' ')[^1];

        public string? Option(string name) => Text.Split(' ').FirstOrDefault(o => o.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..];
    }

    private sealed class Template(TemplateSource source, Part root, IReadOnlyList<TemplateReference> references) : ICompiledTemplate
    {
        public IReadOnlyList<TemplateReference> References => references;

        public ValueTask RenderAsync(RenderContext context, IRenderOutput output) => RunAsync(root, context, output);

        private async ValueTask RunAsync(Part parent, RenderContext context, IRenderOutput output)
        {
            foreach (var part in parent.Children)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                await OneAsync(part, context, output);
            }
        }

        private async ValueTask OneAsync(Part part, RenderContext context, IRenderOutput output)
        {
            switch (part.Word)
            {
                case var text when part.Text[0] == '"':
                    output.Write(part.Text.AsSpan(1), escape: false);
                    break;
                case var include when include[0] == '>':
                    await PartialAsync(include[1] == '*' ? $"{await ReadAsync(context.Model, part.Name)}" : part.Name, part, context, output);
                    break;
                case "cache":
                    CacheKey[] key = [part.Offset, part.Option("key") is { } k ? $"{await ReadAsync(context.Model, k)}" : null as string];
                    var spec = new FragmentSpec(source.Name, source.Name)
                    {
                        Expire = part.Option("expire") is { } expire ? CacheExpire.Parse(expire) : null,
                        Tags = part.Option("tags")?.Split(','),
                    };
                    await context.FragmentAsync(spec, CacheKey.Of(key), new Body(this, part), output);
                    break;
                case "section":
                    var mark = output.Length;
                    await RunAsync(part, context, output);
                    context.Scope.Capture(new Capture(Capture.Section, part.Name, new(output.Since(mark).ToArray())));
                    output.Rewind(mark);
                    break;
                case "layout":
                    context.Scope.Capture(new Capture(Capture.Layout, part.Name, Segments.Empty));
                    break;
                case "yield":
                    foreach (var piece in context.Page.Section(part.Name) ?? []) piece.WriteTo(output);
                    break;
                case "body":
                    context.Page.Body!.WriteTo(output);
                    break;
                case "nostore":
                    context.Scope.NoStore("the template says so");
                    break;
                case "fail":
                    throw new TemplateRenderException("It failed") { Location = TemplateLocation.At(source, part.Offset) };
                default:
                    output.Write($"{await ReadAsync(context.Model, part.Text)}", context.Escape);
                    break;
            }
        }

        private async ValueTask PartialAsync(string name, Part part, RenderContext context, IRenderOutput output)
        {
            var partial = await context.LoadAsync(name, source.Name)
                ?? throw new TemplateRenderException(context.MissingTemplate(name)) { Location = TemplateLocation.At(source, part.Offset) };
            await partial.RenderAsync(context.ForPartial(name, context.Model), output);
        }

        private static async ValueTask<object?> ReadAsync(object? model, string name)
        {
            var value = model is IReadOnlyDictionary<string, object?> items ? items.GetValueOrDefault(name)
                : model?.GetType().GetProperties().FirstOrDefault(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.GetValue(model);
            return value is Task<string> task ? await task : value;
        }

        private static void Copy(ReadOnlySpan<byte> utf8, IRenderOutput output)
        {
            utf8.CopyTo(output.GetSpan(utf8.Length));
            output.Advance(utf8.Length);
        }

        private sealed class Body(Template template, Part part) : IFragmentBody
        {
            public ValueTask RenderAsync(RenderContext context, IRenderOutput output) => template.RunAsync(part, context, output);
        }
    }
}
