using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.Tasks;
using EdgeLogger.Cells.Many;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;
using EdgeLogger.Web.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EdgeLogger.Web.Api.Book;

/// <summary>
/// A request that changes the book: who may ask, what they ask, what came of it. Every refusal is a problem document with a
/// sentence that says what to do.
/// </summary>
internal sealed class BookWriter(GatewayView view)
{
    // A name that is not known would be a wish that nobody hears.
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new CamelWords<CellPart>() },
    };

    /// <summary>Lets operators in, and books others as refused.</summary>
    /// <param name="route">The route.</param>
    /// <param name="action">What is done there, as the audit log names it.</param>
    public RouteHandlerBuilder Guard<TRequest>(RouteHandlerBuilder route, string action)
        where TRequest : notnull => Guard(route, action).Accepts<TRequest>("application/json");

    /// <summary>The same for a request whose body is not JSON.</summary>
    public RouteHandlerBuilder Guard(RouteHandlerBuilder route, string action) => route.AddEndpointFilter(async (call, next) =>
        {
            HttpContext context = call.HttpContext;
            if (context.User.IsInRole(nameof(Role.Operator)))
            {
                return await next(call).ConfigureAwait(false);
            }

            view.Audit.TryNote(WhoIs(context), action + " refused", context.Request.Path, $"needs the role {Role.Operator}");
            return TypedResults.Problem(Principals.Refusal(Role.Operator), statusCode: StatusCodes.Status403Forbidden);
        }).WithTags("book").ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    /// <summary>Reads what is asked, and does it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="action">What is done, as the audit log names it.</param>
    /// <param name="change">Does it, for the user of a name. Gives the answer and what was changed, as the audit log names it;
    /// null: nothing was.</param>
    public async Task<Results<Ok<TAnswer>, ProblemHttpResult>> DoAsync<TRequest, TAnswer>(
        HttpContext context, string action, Func<TRequest, string, (TAnswer Answer, string? Subject)> change)
        where TRequest : class
    {
        try
        {
            TRequest request = await ReadAsync<TRequest>(context).ConfigureAwait(false);
            string who = WhoIs(context);
            (TAnswer answer, string? subject) = change(request, who);
            if (subject is not null)
            {
                view.Derivation.BookChanged();
                view.Audit.TryNote(who, action, subject, DetailOf(request));
            }

            return TypedResults.Ok(answer);
        }
        catch (BadHttpRequestException refusal)
        {
            return TypedResults.Problem(refusal.Message, statusCode: refusal.StatusCode);
        }
        catch (LinesRefusedException refusal)
        {
            return TypedResults.Problem(refusal.Message, statusCode: StatusCodes.Status422UnprocessableEntity,
                extensions: new Dictionary<string, object?> { ["problems"] = refusal.Problems });
        }
        catch (SlotHeldException refusal)
        {
            return Refused($"{refusal.Held} Give whenHeld: \"end\" to end that test then, \"leave\" to take it out of the slot, "
                + "or another time.");
        }
        catch (CellBookException refusal)
        {
            return Refused(refusal.Message);
        }
        catch (IOException error)
        {
            return TypedResults.Problem(
                $"Nothing was changed: {error.Message}", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    /// <summary>What was asked for, as the audit log has it.</summary>
    public static string DetailOf<TRequest>(TRequest request)
        where TRequest : class => JsonSerializer.Serialize(request, Options);

    /// <summary>What is not there, or is not what it should be.</summary>
    /// <exception cref="BadHttpRequestException">Always.</exception>
    public static BadHttpRequestException NotFound(string why) => new(why, StatusCodes.Status404NotFound);

    /// <summary>Whether a request only asks what would change.</summary>
    /// <exception cref="BadHttpRequestException">What it says is neither true nor false.</exception>
    public static bool IsPreview(string? preview) => preview switch
    {
        null or "false" => false,
        "true" => true,
        _ => throw new BadHttpRequestException("preview is true or false. Give preview=true to see what would change."),
    };

    private static ProblemHttpResult Refused(string why) =>
        TypedResults.Problem(why, statusCode: StatusCodes.Status422UnprocessableEntity);

    /// <summary>Who asks.</summary>
    public static string WhoIs(HttpContext context) => context.User.Identity?.Name ?? "nobody";

    private static async Task<T> ReadAsync<T>(HttpContext context)
        where T : class
    {
        if (!context.Request.HasJsonContentType())
        {
            throw new BadHttpRequestException("The request is not JSON. Send JSON with Content-Type: application/json.",
                StatusCodes.Status415UnsupportedMediaType);
        }

        try
        {
            return await JsonSerializer.DeserializeAsync<T>(context.Request.Body, Options, context.RequestAborted)
                .ConfigureAwait(false) ?? throw new JsonException();
        }
        catch (JsonException fault)
        {
            throw new BadHttpRequestException($"The request cannot be read{Place(fault)}. A name is not one of this request's, "
                + "is there twice, or has a value of another kind: /openapi/v1.json describes them.", fault);
        }
    }

    private static string Place(JsonException fault) =>
        fault.Path is { Length: > 1 } path ? $" at {path.TrimStart('$').TrimStart('.')}" : "";
}
