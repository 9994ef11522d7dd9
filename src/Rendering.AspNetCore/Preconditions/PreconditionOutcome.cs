namespace Rendering.AspNetCore;

/// <summary>What a request's preconditions say is to be done (RFC 9110, 13.2.2).</summary>
public enum PreconditionOutcome
{
    /// <summary>Perform the method and send the whole representation; a Range header is to be ignored.</summary>
    Proceed,

    /// <summary>Perform the method; the Range header of this GET may be honoured.</summary>
    ProceedWithRange,

    /// <summary>The client has it: 304, and no body.</summary>
    NotModified,

    /// <summary>The client acts on something else than what is here: 412, and nothing is done.</summary>
    PreconditionFailed,
}
