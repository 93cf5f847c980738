namespace EdgeLogger.Boards.Flashing;

/// <summary>What is put on a board.</summary>
public sealed record FlashOptions
{
    /// <summary>The program nanoff; null: looked for on the path.</summary>
    public string? Nanoff { get; init; }

    /// <summary>nanoFramework's name of the board, as ESP32_S3_OCTAL or ESP32_REV3; null: the chip is asked.</summary>
    public string? Target { get; init; }

    /// <summary>The interpreter's version, for example 1.17.0.640; null: the newest that nanoff finds.</summary>
    public string? InterpreterVersion { get; init; }

    /// <summary>The device build's image; null: only the interpreter is put on it.</summary>
    public string? Image { get; init; }

    /// <summary>Whether everything on the flash is erased first: frames and configuration too.</summary>
    public bool Erase { get; init; }
}
