using System;

namespace EdgeLogger.Cells.Names;

/// <summary>
/// The book refuses a name, a text or a change. The message says what is wrong, and what to do; the book is as it was.
/// </summary>
public class CellBookException : Exception
{
    public CellBookException(string message)
        : base(message)
    {
    }
}
