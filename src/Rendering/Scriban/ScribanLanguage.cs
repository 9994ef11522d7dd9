using Rendering.Output;
using Rendering.Scriban.Expressions;
using Rendering.Syntax;
using Rendering.Values;

namespace Rendering.Scriban;

/// <summary>What the shared nodes ask of Scriban at run time.</summary>
internal sealed class ScribanLanguage(ScribanOptions options) : Language
{
    public override ValueFormatter Formatter => ScribanFormatter.Instance;

    public override bool PrintsErrors => false;

    public override bool StrictVariables => options.StrictVariables;

    public override Value GetMember(RenderFrame frame, in Value owner, in Value key) =>
        key.AsString is { } name ? Members.Get(frame, owner, name) : frame.TryReadMember(owner, key, out var value) ? value : default;

    public override string Describe(TemplateException error, ParsedTemplate template, int line, bool isPage) => error.Message;
}
