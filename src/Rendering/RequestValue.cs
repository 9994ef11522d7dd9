namespace Rendering;

/// <summary>Where in a request a value stands.</summary>
public enum RequestValueKind
{
    /// <summary>The name of the culture; empty for the invariant one.</summary>
    Culture,

    /// <summary>What names the authenticated user.</summary>
    User,

    /// <summary>The query of the address.</summary>
    Query,

    /// <summary>The headers.</summary>
    Header,

    /// <summary>The cookies.</summary>
    Cookie,

    /// <summary>The values of the route.</summary>
    Route,

    /// <summary>What the host has named in <see cref="RendererOptions.Vary"/>.</summary>
    Custom,
}

/// <summary>One value of a request, such as <c>query:page</c>.</summary>
public readonly record struct RequestValue
{
    /// <param name="kind">Where it stands.</param>
    /// <param name="name">Its name; empty for the culture and the user, of which there is one. Names of headers are compared in lower case.</param>
    public RequestValue(RequestValueKind kind, string name = "")
    {
        ArgumentNullException.ThrowIfNull(name);
        Kind = kind;
        Name = kind == RequestValueKind.Header ? name.ToLowerInvariant() : name;
    }

    /// <summary>Where it stands.</summary>
    public RequestValueKind Kind { get; }

    /// <summary>Its name, empty where there is only one of its kind.</summary>
    public string Name { get; }

    /// <summary>As <c>vary</c> has it: <c>user</c>, <c>query:page</c>, <c>tenant</c>.</summary>
    public override string ToString() => Kind switch
    {
        RequestValueKind.Culture => "culture",
        RequestValueKind.User => "user",
        RequestValueKind.Query => $"query:{Name}",
        RequestValueKind.Header => $"header:{Name}",
        RequestValueKind.Cookie => $"cookie:{Name}",
        RequestValueKind.Route => $"route:{Name}",
        _ => Name,
    };
}
