using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Caching.Entries;

/// <summary>
/// Asks System.Text.Json itself whether it reads a type, with as little as it can read: what it cannot construct, fill or name, it says
/// so for an empty list too. Every other error is about the sample.
/// </summary>
internal static class JsonProbe
{
    public static bool IsRead(JsonTypeInfo info, string sample)
    {
        try
        {
            _ = JsonSerializer.Deserialize(sample, info);
            return true;
        }
        catch (NotSupportedException)
        {
            return false;
        }
        catch (Exception)
        {
            return true;
        }
    }
}
