using EdgeLogger.Web.Live;
using Microsoft.AspNetCore.Components;

namespace EdgeLogger.Web.Components.Fleet;

/// <summary>A cell's tile or row: drawn again only when the cell itself changed, however often the fleet is.</summary>
public abstract class CellPart : ComponentBase
{
    private CellLive? _drawn;

    /// <summary>The cell.</summary>
    [Parameter, EditorRequired]
    public CellLive Cell { get; set; } = null!;

    protected override bool ShouldRender() => !ReferenceEquals(_drawn, Cell);

    protected override void OnAfterRender(bool firstRender) => _drawn = Cell;
}
