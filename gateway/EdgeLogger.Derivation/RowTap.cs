namespace EdgeLogger.Derivation;

/// <summary>Where the watchers of rows are put, for all workers.</summary>
internal sealed class RowTap
{
    private volatile IRowObserver? _observer;

    public IRowObserver? Observer
    {
        get => _observer;
        set => _observer = value;
    }
}
