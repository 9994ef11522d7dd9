using Rendering.Output;

namespace Rendering.Values;

/// <summary>How a language prints values. Text, whole numbers and decimals are the same in all languages and are written directly.</summary>
internal abstract class ValueFormatter
{
    /// <summary>Writes any value; text that is not markup is escaped when asked.</summary>
    public void Write(in Value value, Utf8Output output, bool escape)
    {
        if (value.AsString is { } text) output.Write(text, escape && !value.IsMarkup);
        else if (value.IsInt) output.Write(value.AsInt);
        else WriteOther(value, output, escape);
    }

    /// <summary>Writes a floating point number.</summary>
    public abstract void WriteFloat(double number, Utf8Output output);

    /// <summary>The value as text.</summary>
    public abstract string ToText(in Value value);

    protected abstract void WriteOther(in Value value, Utf8Output output, bool escape);
}
