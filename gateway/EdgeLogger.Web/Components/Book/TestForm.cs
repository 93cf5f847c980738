using EdgeLogger.Web.Finding;
using Microsoft.AspNetCore.Components;

namespace EdgeLogger.Web.Components.Book;

/// <summary>A form that changes one test.</summary>
public abstract class TestForm : BookForm
{
    /// <summary>The test.</summary>
    [Parameter, EditorRequired]
    public FoundTest Test { get; set; } = null!;
}
