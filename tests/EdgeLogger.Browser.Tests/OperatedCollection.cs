namespace EdgeLogger.Browser.Tests;

/// <summary>Tests that change things on one gateway, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class OperatedCollection : ICollectionFixture<OperatedGateway>
{
    public const string Name = "operated gateway";
}
