namespace Rendering.Output;

/// <summary>What stands between the percent sign and the letter of a directive.</summary>
internal record struct DateFormatOptions
{
    /// <summary>'-' for none, '0', '_' for spaces; 0 where the directive decides.</summary>
    public char Padding;

    /// <summary>Characters at least; -1 where the directive decides.</summary>
    public int Width;

    /// <summary>Everything in capitals (<c>^</c>).</summary>
    public bool Upper;

    /// <summary>The other case (<c>#</c>): capitals for names, small letters for AM and PM and the zone.</summary>
    public bool ChangesCase;

    /// <summary>Colons before <c>z</c>.</summary>
    public int Colons;
}
