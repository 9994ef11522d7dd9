namespace Rendering.Templates;

/// <summary>A source whose failures are errors of this library, with the name of the template that it failed on.</summary>
internal sealed class NamingSource(ITemplateSource source) : ITemplateSource
{
    public long Generation => source.Generation;

    public long? Stamp(string name)
    {
        try
        {
            return source.Stamp(name);
        }
        catch (Exception error) when (error is not TemplateException)
        {
            throw Failed(name, error);
        }
    }

    public string? Read(string name)
    {
        try
        {
            return source.Read(name);
        }
        catch (Exception error) when (error is not TemplateException)
        {
            throw Failed(name, error);
        }
    }

    private static TemplateRenderException Failed(string name, Exception error) =>
        new($"The template '{name}' could not be read from its source: {error.Message}", error);
}
