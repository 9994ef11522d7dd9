using Benchmarks.Floors;

namespace Benchmarks.Contestants;

/// <summary>Placeholder until the renderer has a door.</summary>
internal sealed class Liquid(string template, object model, bool escape)
{
    public void Render(FloorWriter output) => output.Raw(System.Text.Encoding.UTF8.GetBytes(template + model + escape));
}
