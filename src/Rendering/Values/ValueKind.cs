namespace Rendering.Values;

/// <summary>What a <see cref="Value"/> holds, as a template sees it.</summary>
public enum ValueKind
{
    /// <summary>No value: null, or a name that stands for nothing.</summary>
    Nil,

    /// <summary>true or false.</summary>
    Bool,

    /// <summary>A whole number of 64 bits.</summary>
    Int,

    /// <summary>A whole number beyond 64 bits.</summary>
    BigInt,

    /// <summary>A binary floating point number.</summary>
    Float,

    /// <summary>A decimal floating point number.</summary>
    Decimal,

    /// <summary>Text.</summary>
    String,

    /// <summary>A point in time with its offset.</summary>
    Date,

    /// <summary>Whole numbers from a first to a last one, both included.</summary>
    Range,

    /// <summary>Something that is gone through item by item.</summary>
    Array,

    /// <summary>Names, or other keys, with values.</summary>
    Hash,

    /// <summary>An object of the host with members.</summary>
    Object,

    /// <summary>The literal <c>empty</c>.</summary>
    Empty,

    /// <summary>The literal <c>blank</c>.</summary>
    Blank,

    /// <summary>A slot that nothing was assigned to: the name is looked up in the model instead. Templates never see it.</summary>
    Unset,
}
