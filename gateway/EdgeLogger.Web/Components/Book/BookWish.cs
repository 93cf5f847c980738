using EdgeLogger.Web.Api.Book;

namespace EdgeLogger.Web.Components.Book;

/// <summary>A change of the book as a form of the page asks for it.</summary>
/// <param name="Action">What is to be done, as the audit log names it.</param>
/// <param name="Subject">To what, while it is not done.</param>
/// <param name="Detail">All that is asked for, as the audit log has it. The same text: the same is asked for.</param>
/// <param name="Change">Does it.</param>
public sealed record BookWish(string Action, string Subject, string Detail, TestChange Change);
