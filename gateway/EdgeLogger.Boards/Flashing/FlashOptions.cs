namespace EdgeLogger.Boards.Flashing;

/// <summary>What is put on a board.</summary>
public sealed record FlashOptions
{
    /// <summary>The program nanoff; null: looked for on the path.</summary>
    public string? Nanoff { get; init; }

    /// <summary>nanoFramework's name of the board, for example ESP32_S3 or ESP32_REV3.</summary>
    public string Target { get; init; } = "ESP32_S3";

    /// <summary>The device build's image; null: only the interpreter is put on it.</summary>
    public string? Image { get; init; }

    /// <summary>Whether everything on the flash is erased first: frames and configuration too.</summary>
    public bool Erase { get; init; }
}
