using EdgeLogger.Derivation.Plans;
using EdgeLogger.Web.Api.Book;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EdgeLogger.Web.Api;

/// <summary>The test that an address of the API means, or why there is none.</summary>
/// <param name="Test">The test; null if there is none.</param>
/// <param name="WhyNot">The answer then.</param>
internal readonly record struct ApiTest(TestKey? Test, string WhyNot)
{
    /// <summary>The test of an id, also one without a row.</summary>
    public static ApiTest Of(GatewayView view, string id) =>
        new(HexId.Parse(id) is not 0 and var known ? view.Derivation.Find(known) ?? view.Tests.Test(known)?.Key : null,
            "There is no test with this id. An id has 16 hexadecimal digits; "
            + "/api/book/cells/{name} shows those of a cell's tests.");

    /// <summary>
    /// The test that runs in a slot, or was the last one there. One that has no row yet is not passed over for the one before it.
    /// </summary>
    public static ApiTest In(GatewayView view, string board, int slot) =>
        view.Tests.RunningIn(board, slot) is { } running
            ? new(view.Derivation.Find(running.Id),
                $"No row of {running.Name} has come from {board}/{slot} yet. "
                + $"/api/book/cells/{{name}} shows the tests that were there before.")
            : new(view.Derivation.In(board, slot), $"There is no cell {board}/{slot}.");

    /// <summary>The answer where there is no test.</summary>
    public ProblemHttpResult NotFound => TypedResults.Problem(WhyNot, statusCode: StatusCodes.Status404NotFound);
}
