using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using EdgeLogger.Cells.Model;
using EdgeLogger.Web.Access;

namespace EdgeLogger.Web.Tests;

/// <summary>Calibrations of a slot for programs, by real requests.</summary>
public sealed class CalibrationApiTests : IAsyncLifetime
{
    private const string Path = "/api/book/calibrations/bench-01/0";

    private readonly Dictionary<Role, string> _tokens = [];
    private ServedPage _page = null!;

    public async ValueTask InitializeAsync()
    {
        _page = await ServedPage.StartAsync(book =>
        {
            book.SetUser("ada", Role.Admin, "correct horse battery");
            foreach (Role role in Enum.GetValues<Role>())
            {
                _tokens[role] = book.SetToken($"{role}-program", role, DateTimeOffset.UnixEpoch);
            }
        });
        await _page.RecordAsync(1);
    }

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    [Fact]
    public async Task A_calibration_is_listed_previewed_put_right_and_withdrawn_with_its_history()
    {
        const string Right = """{"channel":"current","scale":1.007e-7,"instrument":"Keithley 2450","why":"shunt"}""";
        JsonElement current = Current(await SendAsync("GET", Path));
        Assert.Equal((1e-7, -3e-6, "A"), (current.GetProperty("scale").GetDouble(), current.GetProperty("offset").GetDouble(),
            current.GetProperty("unit").GetString()));
        Assert.Equal(JsonValueKind.Null, current.GetProperty("rightScale").ValueKind);

        await SendAsync("POST", Path + "?preview=true", Right);
        Assert.Empty(_page.Cells.RecalibrationsOf(new SlotName("bench-01", 0)));
        current = Current(await SendAsync("POST", Path, Right));
        Assert.Equal((1.007e-7, -3e-6, "Keithley 2450"), (current.GetProperty("rightScale").GetDouble(),
            current.GetProperty("rightOffset").GetDouble(), current.GetProperty("instrument").GetString()));
        Assert.Equal(("recalibrate", "bench-01/0", "Operator-program"), (_page.Seen.Audit.Latest(1)[0].Action,
            _page.Seen.Audit.Latest(1)[0].Subject, _page.Seen.Audit.Latest(1)[0].Who));
        current = Current(await SendAsync("POST", Path, """{"channel":"current","withdraw":true}"""));
        Assert.Equal(JsonValueKind.Null, current.GetProperty("rightScale").ValueKind);
        Assert.Equal([("recalibrate", "shunt"), ("withdraw", "")], current.GetProperty("changes").EnumerateArray()
            .Select(change => (change.GetProperty("action").GetString()!, change.GetProperty("why").GetString()!)));
    }

    [Theory]
    [InlineData("""{"channel":"current"}""", "Give the right numbers")]
    [InlineData("""{"channel":"amperage","scale":1}""", "The log has no calibration of it")]
    [InlineData("""{"channel":"current","wasScale":2e-7,"scale":1}""", "It has had these: current: scale 1E-07, offset -3E-06 A.")]
    [InlineData("""{"channel":"current","withdraw":true}""", "there is nothing to withdraw")]
    public async Task What_cannot_be_is_refused_with_what_there_is(string body, string expected)
    {
        using HttpResponseMessage answer = await AnswerAsync("POST", Path, body, Role.Operator);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(expected, await DetailAsync(answer), StringComparison.Ordinal);
        Assert.Equal(0, _page.Cells.Version);
    }

    [Fact]
    public async Task A_viewer_sees_and_changes_nothing()
    {
        using HttpResponseMessage seen = await AnswerAsync("GET", Path, "", Role.Viewer);
        Assert.Equal(HttpStatusCode.OK, seen.StatusCode);
        using HttpResponseMessage refused = await AnswerAsync("POST", Path, """{"channel":"current","scale":2e-7}""", Role.Viewer);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal("recalibrate refused", _page.Seen.Audit.Latest(1)[0].Action);
        Assert.Equal(0, _page.Cells.Version);
    }

    private static JsonElement Current(JsonElement answer) => answer.GetProperty("calibrations")
        .EnumerateArray().Single(one => one.GetProperty("channel").GetString() == "current");

    private static async Task<string> DetailAsync(HttpResponseMessage answer)
    {
        string text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return JsonDocument.Parse(text).RootElement.GetProperty("detail").GetString()!;
    }

    private async Task<JsonElement> SendAsync(string method, string path, string body = "")
    {
        using HttpResponseMessage answer = await AnswerAsync(method, path, body, Role.Operator);
        string text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
        return JsonDocument.Parse(text).RootElement;
    }

    private async Task<HttpResponseMessage> AnswerAsync(string method, string path, string body, Role role)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), new Uri(_page.Url, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _tokens[role]);
        if (body.Length > 0)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        return await _page.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
