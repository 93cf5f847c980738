namespace EdgeLogger.Results.Quantities;

/// <summary>Which results have a quantity.</summary>
public enum QuantityOrigin
{
    /// <summary>All results: a gateway's, and those of a record's file.</summary>
    All,

    /// <summary>A gateway's only: it names cells, numbers steps and dates rows.</summary>
    Gateway,

    /// <summary>Those of a record's file only.</summary>
    Record,
}
