namespace Rendering;

/// <summary>What becomes of the holes of a page that say where else they can be had from (<c>src</c>). Others are always rendered.</summary>
public enum HoleMode
{
    /// <summary>They are rendered into the page.</summary>
    Render,

    /// <summary>
    /// They are left to the client, in pages of HTML: an element <c>render-hole</c> with the address in <c>src</c>, and inside it what is rendered now, which is
    /// seen until a script has put there what it got.
    /// </summary>
    Client,

    /// <summary>They are left to an ESI processor: <c>&lt;esi:include src="..."/&gt;</c>.</summary>
    Esi,
}
