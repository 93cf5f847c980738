using EdgeLogger.Cells.Model;

namespace EdgeLogger.Cells.Search;

/// <summary>Something of the book that a search has found.</summary>
/// <param name="Item">What it is.</param>
/// <param name="Id">Its id.</param>
/// <param name="Title">The cell's name, the test's label, or the name of what a note is about.</param>
/// <param name="Text">What is said of it: a cell's cohort and operator, a test's protocol, a note's text.</param>
/// <param name="Note">The note; null if it is none.</param>
public sealed record SearchHit(BookItem Item, ulong Id, string Title, string Text, Note? Note = null);
