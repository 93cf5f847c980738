using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using EdgeLogger.Cells.Many;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;
using EdgeLogger.Web.Access;

namespace EdgeLogger.Web.Tests;

/// <summary>The book of cells for programs, by real requests.</summary>
public sealed class BookApiTests : IAsyncLifetime
{
    private const long Start = 1_782_900_000_000;
    private const long Day = 86_400_000;

    private static readonly HttpMethod[] Writing = [HttpMethod.Post, HttpMethod.Patch, HttpMethod.Put, HttpMethod.Delete];

    private readonly Dictionary<Role, string> _tokens = [];
    private ServedPage _page = null!;

    public async ValueTask InitializeAsync() => _page = await ServedPage.StartAsync(book =>
    {
        book.SetUser("ada", Role.Admin, "correct horse battery");
        foreach (Role role in Enum.GetValues<Role>())
        {
            _tokens[role] = book.SetToken($"{role}-program", role, DateTimeOffset.UnixEpoch);
        }
    });

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    [Fact]
    public async Task A_cell_is_added_changed_noted_and_found_and_all_of_it_is_shown()
    {
        JsonElement added = await OkAsync("POST", "/api/book/cells", """
            {"name":"WJK-0412","activeMassMg":6,"electrode":"cathodeHalfCell","cohort":"5W","operator":"Jürgen",
             "made":"2026-06-30","fields":{"press":"380 MPa"},"why":"new"}
            """);
        Assert.Equal((6, "cathodeHalfCell", "auto"), (added.GetProperty("activeMassMg").GetDouble(),
            added.GetProperty("electrode").GetString(), added.GetProperty("order").GetString()));
        JsonElement changed = await OkAsync("PATCH", "/api/book/cells/WJK-0412",
            """{"activeMassMg":6.02,"unset":["operator"],"fields":{"press":null,"batch":"7"},"why":"weighed again"}""");
        Assert.Equal((6.02, "", "5W"), (changed.GetProperty("activeMassMg").GetDouble(),
            changed.GetProperty("operator").GetString(), changed.GetProperty("cohort").GetString()));
        Assert.Equal("""{"batch":"7"}""", changed.GetProperty("fields").GetRawText());
        await OkAsync("POST", "/api/book/notes", $$"""{"cell":"WJK-0412","text":"pressure to 75 MPa","atUtcMs":{{Start}}}""");
        await OkAsync("POST", "/api/book/notes", """{"cohort":"5W","text":"new powder"}""");

        JsonElement all = await OkAsync("GET", "/api/book/cells/WJK-0412");
        JsonElement note = all.GetProperty("notes")[0];
        Assert.Equal(("pressure to 75 MPa", Start, "Operator-program"), (note.GetProperty("text").GetString(),
            note.GetProperty("atUtcMs").GetInt64(), note.GetProperty("by").GetString()));
        Assert.Equal(["pressure to 75 MPa", "new powder"],
            all.GetProperty("notes").EnumerateArray().Select(one => one.GetProperty("text").GetString()));
        Assert.Equal(["add", "set", "note", "note"], all.GetProperty("history").EnumerateArray()
            .Select(entry => entry.GetProperty("action").GetString()));
        JsonElement set = all.GetProperty("history")[1];
        Assert.Equal(("weighed again", 6, 6.02), (set.GetProperty("why").GetString(),
            set.GetProperty("before").GetProperty("activeMassMg").GetDouble(),
            set.GetProperty("after").GetProperty("activeMassMg").GetDouble()));
        Assert.Equal((string[])["WJK-0412"], await NamesAsync("/api/book/cells"));
        Assert.Equal((string[])["WJK-0412"], await NamesAsync("/api/book/cells?search=press%2075"));
        Assert.Empty(await NamesAsync("/api/book/cells?cohort=A"));
        Assert.Empty(await NamesAsync("/api/book/cells?after=WJK-0412"));
    }

    [Fact]
    public async Task A_note_is_put_right_and_withdrawn_and_the_history_has_what_it_was_and_who_did_it_why()
    {
        await OkAsync("POST", "/api/book/cells", """{"name":"A"}""");
        string body = $$"""{"cell":"A","text":"preasure to 75 MPa","atUtcMs":{{Start}}}""";
        JsonElement written = await OkAsync("POST", "/api/book/notes", body);
        string path = $"/api/book/notes/{written.GetProperty("id").GetString()}";
        Assert.Equal(1, written.GetProperty("number").GetInt32());
        Assert.Contains("Give text, atUtcMs or both",
            await ProblemAsync(HttpStatusCode.BadRequest, "PATCH", path, """{"why":"x"}"""), StringComparison.Ordinal);
        int booked = _page.Seen.Audit.Latest(100).Count;
        await OkAsync("PATCH", path, """{"text":"preasure to 75 MPa"}""");
        Assert.Equal(booked, _page.Seen.Audit.Latest(100).Count);

        await OkAsync("PATCH", path, """{"text":"pressure to 75 MPa","why":"typing"}""");
        Assert.Equal(("edit note", "A, note 1"), (_page.Seen.Audit.Latest(1)[0].Action, _page.Seen.Audit.Latest(1)[0].Subject));
        JsonElement moved = await OkAsync("PATCH", path, $$"""{"atUtcMs":{{Start + Day}}}""", Role.Admin);
        Assert.Equal(("pressure to 75 MPa", Start + Day, 1), (moved.GetProperty("text").GetString(),
            moved.GetProperty("atUtcMs").GetInt64(), moved.GetProperty("number").GetInt32()));
        Assert.Equal((string[])["A"], await NamesAsync("/api/book/cells?search=pressure"));
        await OkAsync("POST", path + "/withdraw", """{"why":"another cell"}""");
        AuditEntry last = _page.Seen.Audit.Latest(1)[0];
        Assert.Equal(("withdraw note", "A, note 1", """{"why":"another cell"}"""), (last.Action, last.Subject, last.Detail));

        JsonElement all = await OkAsync("GET", "/api/book/cells/A");
        Assert.Empty(all.GetProperty("notes").EnumerateArray());
        Assert.Empty(await NamesAsync("/api/book/cells?search=pressure"));
        JsonElement[] history = [.. all.GetProperty("history").EnumerateArray().Skip(2)];
        Assert.Equal([("edit", "Operator-program", "typing"), ("edit", "Admin-program", ""),
            ("withdraw", "Operator-program", "another cell")], history.Select(entry => (entry.GetProperty("action").GetString()!,
            entry.GetProperty("by").GetString()!, entry.GetProperty("why").GetString()!)));
        Assert.Equal(("preasure to 75 MPa", 1), (history[0].GetProperty("before").GetProperty("text").GetString(),
            history[0].GetProperty("after").GetProperty("number").GetInt32()));
        Assert.Equal((Start, Start + Day), (history[1].GetProperty("before").GetProperty("atUtcMs").GetInt64(),
            history[1].GetProperty("after").GetProperty("atUtcMs").GetInt64()));
        Assert.Contains("was withdrawn", await ProblemAsync(
            HttpStatusCode.UnprocessableEntity, "PATCH", path, """{"text":"x"}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_to_fill_in_is_a_file_with_the_headings_of_all_columns()
    {
        using HttpResponseMessage answer = await SendAsync("GET", "/api/book/tests/table", "", Role.Viewer);
        Assert.Equal(("text/csv", "tests.csv"), (answer.Content.Headers.ContentType?.MediaType,
            answer.Content.Headers.ContentDisposition?.FileName));
        Assert.Equal(TestTable.Template, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_test_is_started_moved_ended_and_corrected_and_each_of_them_by_preview_changes_nothing()
    {
        string start = $$"""
            {"cell":"A","slot":"bench-01/0","atUtcMs":{{Start}},"activeMassMg":6.02,"pressureMpa":75,"temperatureDegC":60,
             "cycler":"MPG-2","channel":"7","protocol":"C/10"}
            """;
        Assert.Equal((string[])["A, test 1"], await PreviewAsync("/api/book/tests", start));
        JsonElement started = (await OkAsync("POST", "/api/book/tests", start)).GetProperty("tests")[0];
        Assert.Equal(("bench-01/0", 75, 60, "MPG-2", "7", "C/10"), (started.GetProperty("slot").GetString(),
            started.GetProperty("pressureMpa").GetDouble(), started.GetProperty("temperatureDegC").GetDouble(),
            started.GetProperty("cycler").GetString(), started.GetProperty("channel").GetString(),
            started.GetProperty("protocol").GetString()));
        Assert.Equal(6.02, _page.Cells.Find(CellName.Parse("A"))!.Metadata.ActiveMassMg);
        string test = $"/api/book/tests/{started.GetProperty("id").GetString()}";

        string move = $$"""{"slot":"bench-02/1","leftAtUtcMs":{{Start + Day}},"atUtcMs":{{Start + (2 * Day)}}}""";
        Assert.Equal((string[])["A, test 1"], await PreviewAsync(test + "/move", move));
        await OkAsync("POST", test + "/move", move);
        string end = $$"""{"atUtcMs":{{Start + (4 * Day)}},"why":"a spring broke"}""";
        Assert.Equal((string[])["A, test 1"], await PreviewAsync(test + "/end", end));
        await OkAsync("POST", test + "/end", end);
        string correct = $$"""{"segment":2,"side":"to","atUtcMs":{{Start + (3 * Day)}}}""";
        Assert.Equal((string[])["A, test 1"], await PreviewAsync(test + "/correct", correct));
        JsonElement corrected = (await OkAsync("POST", test + "/correct", correct)).GetProperty("tests")[0];

        Assert.Equal(Start + (3 * Day), corrected.GetProperty("endUtcMs").GetInt64());
        Assert.Equal([("bench-01/0", Start, Start + Day), ("bench-02/1", Start + (2 * Day), Start + (3 * Day))],
            corrected.GetProperty("segments").EnumerateArray().Select(segment => (segment.GetProperty("slot").GetString()!,
                segment.GetProperty("from").GetProperty("utcMs").GetInt64(),
                segment.GetProperty("to").GetProperty("utcMs").GetInt64())));
        JsonElement reopened = await OkAsync("POST", test + "/correct", """{"segment":2,"side":"to","hasNotEnded":true}""");
        Assert.Equal(JsonValueKind.Null, reopened.GetProperty("tests")[0].GetProperty("endUtcMs").ValueKind);
        await OkAsync("POST", "/api/book/notes", $$"""{"test":"{{started.GetProperty("id").GetString()}}","text":"stiff"}""");
        Assert.Equal((string[])["A"], await NamesAsync("/api/book/cells?search=stiff"));
    }

    [Fact]
    public async Task A_correction_without_its_time_is_refused_and_the_end_stays()
    {
        TestRun test = StartTest("A", "bench-01/0");
        _page.Cells.End(test.Id, new Edge(Start + Day), new Author("ana"));
        string path = $"/api/book/tests/{test.Id:x16}/correct";
        string[] incomplete =
        [
            """{"side":"to"}""", """{"atUtcMs":1782900000001}""", """{"side":"from","hasNotEnded":true}""",
            """{"side":"to","hasNotEnded":true,"atUtcMs":1782900000001}""",
        ];
        foreach (string body in incomplete)
        {
            Assert.Contains(
                "Give side", await ProblemAsync(HttpStatusCode.BadRequest, "POST", path, body), StringComparison.Ordinal);
        }

        Assert.Equal(Start + Day, _page.Cells.FindTest(test.Id)!.EndUtcMs);
    }

    [Fact]
    public async Task A_file_is_taken_out_of_its_test_and_an_edge_beside_that_is_refused()
    {
        TestRun test = StartTest("A", "bench-01/0");
        _page.Cells.AddFile(test.Id, 7, new ImportedFile("a.csv", "00"), 0, new Author("ana"));
        string path = $"/api/book/tests/{test.Id:x16}/correct";
        Assert.Contains("Leave side", await ProblemAsync(HttpStatusCode.BadRequest, "POST", path,
            """{"segment":1,"withdraw":true,"side":"to","hasNotEnded":true}"""), StringComparison.Ordinal);
        JsonElement after = await OkAsync("POST", path, """{"segment":1,"withdraw":true}""");
        Assert.True(after.GetProperty("tests")[0].GetProperty("segments")[0].GetProperty("isWithdrawn").GetBoolean());
    }

    [Fact]
    public async Task A_slot_that_is_held_refuses_another_cell_until_the_caller_says_what_becomes_of_the_test()
    {
        TestRun held = StartTest("A", "bench-01/0");
        string start = $$"""{"cell":"B","slot":"bench-01/0","atUtcMs":{{Start + Day}}""";
        Assert.Contains("bench-01/0 holds A, test 1, at 2026-07-02",
            await ProblemAsync(HttpStatusCode.UnprocessableEntity, "POST", "/api/book/tests", start + "}"),
            StringComparison.Ordinal);
        Assert.Null(_page.Cells.Find(CellName.Parse("B")));

        await OkAsync("POST", "/api/book/tests", start + ""","whenHeld":"end"}""");
        Assert.Equal(Start + Day, _page.Cells.FindTest(held.Id)!.EndUtcMs);
        TestRun other = StartTest("C", "bench-01/1");
        string move = $$"""{"slot":"bench-01/0","atUtcMs":{{Start + (2 * Day)}}""";
        string path = $"/api/book/tests/{other.Id:x16}/move";
        Assert.Contains("Give whenHeld", await ProblemAsync(HttpStatusCode.UnprocessableEntity, "POST", path, move + "}"),
            StringComparison.Ordinal);
        await OkAsync("POST", path, move + ""","whenHeld":"leave"}""");
        Assert.Null(Assert.Single(_page.Cells.TestsOf(_page.Cells.Find(CellName.Parse("B"))!.Id)).SlotNow);
    }

    [Fact]
    public async Task A_table_starts_all_its_tests_or_none_and_names_the_problem_of_each_line()
    {
        string bad = $$"""{"cell":"B/C","slot":"bench-01/40","atUtcMs":{{Start}}}""";
        string[] lines = [.. Enumerable.Range(0, 40).Select(i =>
            $$"""{"cell":"A-{{i}}","slot":"bench-01/{{i}}","atUtcMs":{{Start}},"activeMassMg":{{i + 1}}}""")];
        string problem = await ProblemAsync(
            HttpStatusCode.UnprocessableEntity, "POST", "/api/book/tests/table",
            $$"""{"lines":[{{string.Join(',', lines)}},{{bad}}]}""");
        JsonElement named = Assert.Single(JsonDocument.Parse(problem).RootElement.GetProperty("problems").EnumerateArray());
        Assert.Equal(41, named.GetProperty("line").GetInt32());
        Assert.Contains("cannot have '/'", named.GetProperty("problem").GetString(), StringComparison.Ordinal);
        Assert.Empty(_page.Cells.AllCells());

        string good = $$"""{"lines":[{{string.Join(',', lines)}}]}""";
        Assert.Equal(40, (await PreviewAsync("/api/book/tests/table", good)).Length);
        Assert.Equal(40, (await OkAsync("POST", "/api/book/tests/table", good)).GetProperty("tests").GetArrayLength());
        Assert.Equal(40, _page.Cells.Find(CellName.Parse("A-39"))!.Metadata.ActiveMassMg);
        Assert.Contains("no lines", await ProblemAsync(HttpStatusCode.BadRequest, "POST", "/api/book/tests/table", "{}"),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/book/cells", "{\"name\":\"A\",\"activeMassMg\":6020}")]
    [InlineData("/api/book/tests", "{\"cell\":\"A\",\"slot\":\"bench-01/0\",\"activeMassMg\":6020}")]
    public async Task A_mass_of_grams_is_asked_about(string path, string body)
    {
        Assert.Contains("6.02 g of active mass? Give massIsRight: true if it is, or else the mass in mg.",
            await ProblemAsync(HttpStatusCode.UnprocessableEntity, "POST", path, body), StringComparison.Ordinal);
        Assert.Empty(_page.Cells.AllCells());
        await OkAsync("POST", path, body[..^1] + ",\"massIsRight\":true}");
        Assert.Equal(6020, _page.Cells.Find(CellName.Parse("A"))!.Metadata.ActiveMassMg);
    }

    [Fact]
    public async Task Every_change_of_the_document_is_refused_to_a_viewer_and_to_nobody_and_is_booked()
    {
        TestRun test = StartTest("A", "bench-01/0");
        long version = _page.Cells.Version;
        (string Method, string Path)[] changes = await ChangesOfTheDocumentAsync();
        Assert.Equal(12, changes.Length);
        foreach ((string method, string path) in changes)
        {
            string at = path.Replace("{id}", $"{test.Id:x16}", StringComparison.Ordinal)
                .Replace("{name}", "A", StringComparison.Ordinal)
                .Replace("{board}/{slot}", "bench-01/0", StringComparison.Ordinal);
            string refusal = await ProblemAsync(HttpStatusCode.Forbidden, method, at, "{}", Role.Viewer);
            Assert.Contains("needs the role operator", refusal, StringComparison.Ordinal);
            AuditEntry booked = _page.Seen.Audit.Latest(1)[0];
            Assert.Equal(("Viewer-program", at), (booked.Who, booked.Subject));
            Assert.EndsWith(" refused", booked.Action, StringComparison.Ordinal);
            using HttpResponseMessage unknown = await SendAsync(method, at, "{}", null);
            Assert.Equal(HttpStatusCode.Unauthorized, unknown.StatusCode);
            using HttpResponseMessage foreign = await SendAsync(method, at, "{}", Role.Operator, "https://evil.example");
            Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
        }

        Assert.Equal(version, _page.Cells.Version);
    }

    [Theory]
    [InlineData(Role.Operator)]
    [InlineData(Role.Admin)]
    public async Task A_change_by_an_operator_or_admin_is_booked_with_who_and_what_and_a_preview_is_not(Role role)
    {
        await OkAsync("POST", "/api/book/cells", """{"name":"A","activeMassMg":6}""", role);
        AuditEntry added = _page.Seen.Audit.Latest(1)[0];
        Assert.Equal(($"{role}-program", "add cell", "A"), (added.Who, added.Action, added.Subject));
        Assert.Contains("\"activeMassMg\":6", added.Detail, StringComparison.Ordinal);
        await OkAsync("POST", "/api/book/tests", """{"cell":"A","slot":"bench-01/0"}""", role);
        Assert.Equal(("start test", "A, test 1"), (_page.Seen.Audit.Latest(1)[0].Action, _page.Seen.Audit.Latest(1)[0].Subject));
        Assert.Equal($"{role}-program", _page.Cells.History()[^1].Author.By);
        int booked = _page.Seen.Audit.Latest(100).Count;
        await OkAsync("POST", "/api/book/tests?preview=true", """{"cell":"B","slot":"bench-01/1"}""", role);
        await OkAsync("PATCH", "/api/book/cells/A", """{"activeMassMg":6}""", role);
        Assert.Equal(booked, _page.Seen.Audit.Latest(100).Count);
    }

    [Fact]
    public async Task What_cannot_be_gets_a_problem_with_a_sentence_and_changes_nothing()
    {
        (string Method, string Path, string Body, HttpStatusCode Status, string Expected)[] wrong =
        [
            ("POST", "/api/book/cells", """{"name":"A","active_mass_mg":6}""", HttpStatusCode.BadRequest, "active_mass_mg"),
            ("POST", "/api/book/cells", """{"name":"A","activeMassMg":"six"}""", HttpStatusCode.BadRequest, "activeMassMg"),
            ("POST", "/api/book/cells", """{"name":"A","name":"B"}""", HttpStatusCode.BadRequest, "name"),
            ("POST", "/api/book/cells", """{"name":"A","electrode":2}""", HttpStatusCode.BadRequest, "electrode"),
            ("POST", "/api/book/cells", """{""", HttpStatusCode.BadRequest, "/openapi/v1.json"),
            ("POST", "/api/book/cells", """null""", HttpStatusCode.BadRequest, "/openapi/v1.json"),
            ("POST", "/api/book/cells", """{}""", HttpStatusCode.UnprocessableEntity, "The name of a cell is empty"),
            ("POST", "/api/book/cells", """{"name":"A/B"}""", HttpStatusCode.UnprocessableEntity, "cannot have '/'"),
            ("POST", "/api/book/cells", """{"name":"\ud800"}""", HttpStatusCode.BadRequest, "name"),
            ("PATCH", "/api/book/cells/None", """{}""", HttpStatusCode.NotFound, "There is no cell None"),
            ("GET", "/api/book/cells/None", "", HttpStatusCode.NotFound, "There is no cell None"),
            ("GET", "/api/book/cells/A%2FB", "", HttpStatusCode.NotFound, "cannot have"),
            ("POST", "/api/book/notes", """{"text":"x"}""", HttpStatusCode.BadRequest, "about one thing"),
            ("POST", "/api/book/notes", """{"cell":"A","cohort":"B","text":"x"}""", HttpStatusCode.BadRequest, "about one thing"),
            ("POST", "/api/book/notes", """{"cohort":"B","text":"x"}""", HttpStatusCode.UnprocessableEntity, "cohort 'B'"),
            ("POST", "/api/book/notes", """{"test":"7","text":"x"}""", HttpStatusCode.NotFound, "16 hexadecimal digits"),
            ("PATCH", "/api/book/notes/0123456789abcdef", """{"text":"x"}""", HttpStatusCode.NotFound, "no note with this id"),
            ("POST", "/api/book/notes/7/withdraw", """{}""", HttpStatusCode.NotFound, "16 hexadecimal digits"),
            ("POST", "/api/book/tests/0123456789abcdef/end", """{}""", HttpStatusCode.NotFound, "no test with this id"),
            ("POST", "/api/book/tests?preview=yes", """{"cell":"A","slot":"b/0"}""",
                HttpStatusCode.BadRequest, "preview is true or false"),
            ("POST", "/api/book/tests", """{"cell":"A","slot":"b"}""", HttpStatusCode.UnprocessableEntity, "'b' is not a slot"),
            ("POST", "/api/book/tests", """{"cell":"A","slot":"b/0","atUtcMs":9223372036854775807}""",
                HttpStatusCode.UnprocessableEntity, "between the years 2000 and 2199"),
            ("POST", "/api/book/tests/table", """{"lines":[null]}""", HttpStatusCode.BadRequest, "no lines"),
        ];
        foreach ((string method, string path, string body, HttpStatusCode status, string expected) in wrong)
        {
            string problem = await ProblemAsync(status, method, path, body);
            string detail = JsonDocument.Parse(problem).RootElement.GetProperty("detail").GetString()!;
            Assert.Contains(expected, detail, StringComparison.Ordinal);
            Assert.DoesNotContain("EdgeLogger.", detail, StringComparison.Ordinal);
            Assert.DoesNotContain("System.", detail, StringComparison.Ordinal);
            Assert.Equal(0, _page.Cells.Version);
        }
    }

    [Fact]
    public async Task A_request_of_another_kind_or_size_is_refused_with_a_sentence()
    {
        using HttpRequestMessage form = new(HttpMethod.Post, new Uri(_page.Url, "/api/book/cells"))
        { Content = new StringContent("name=A", Encoding.UTF8, "application/x-www-form-urlencoded") };
        form.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _tokens[Role.Operator]);
        using HttpResponseMessage answer = await _page.Http.SendAsync(form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        await ProblemAsync(HttpStatusCode.RequestEntityTooLarge, "POST", "/api/book/cells",
            $$"""{"name":"A","operator":"{{new string('x', 300_000)}}"}""");
    }

    [Fact]
    public async Task A_moment_that_cannot_be_is_refused_by_each_change()
    {
        TestRun test = StartTest("A", "bench-01/0");
        StartTest("B", "bench-01/1");
        long version = _page.Cells.Version;
        string path = $"/api/book/tests/{test.Id:x16}/";
        foreach (long utcMs in (long[])[long.MaxValue, long.MinValue, 0])
        {
            (string Path, string Body)[] changes =
            [
                (path + "end", $$"""{"atUtcMs":{{utcMs}}}"""),
                (path + "move", $$"""{"slot":"bench-01/1","atUtcMs":{{utcMs}}}"""),
                (path + "move", $$"""{"slot":"bench-01/2","leftAtUtcMs":{{utcMs}}}"""),
                (path + "correct", $$"""{"side":"from","atUtcMs":{{utcMs}}}"""),
                (path + "correct", $$"""{"side":"to","atUtcMs":{{utcMs}}}"""),
                ("/api/book/tests", $$"""{"cell":"C","slot":"bench-01/0","atUtcMs":{{utcMs}},"whenHeld":"end"}"""),
                ("/api/book/notes", $$"""{"cell":"A","text":"x","atUtcMs":{{utcMs}}}"""),
            ];
            foreach ((string at, string body) in changes)
            {
                await ProblemAsync(HttpStatusCode.UnprocessableEntity, "POST", at, body);
            }
        }

        Assert.Equal(version, _page.Cells.Version);
    }

    [Fact]
    public async Task The_document_says_what_each_change_takes_and_answers()
    {
        JsonElement document = await OkAsync("GET", "/openapi/v1.json");
        JsonElement paths = document.GetProperty("paths");
        foreach ((string method, string path) in await ChangesOfTheDocumentAsync())
        {
            JsonElement change = paths.GetProperty(path).GetProperty(method.ToLowerInvariant());
            Assert.NotEmpty(change.GetProperty("summary").GetString()!);
            bool isFile = path == "/api/book/imports";
            Assert.True(change.GetProperty("requestBody").GetProperty("content")
                .GetProperty(isFile ? "application/octet-stream" : "application/json").TryGetProperty("schema", out _), path);
            JsonElement answers = change.GetProperty("responses");
            Assert.True(answers.GetProperty(isFile ? "202" : "200").GetProperty("content").GetProperty("application/json")
                .TryGetProperty("schema", out _), path);
            Assert.All(["400", "403", "422"], code => Assert.True(answers.TryGetProperty(code, out _), $"{path} {code}"));
        }

        string schemas = document.GetProperty("components").GetProperty("schemas").GetRawText();
        Assert.Contains("\"cathodeHalfCell\"", schemas, StringComparison.Ordinal);
        Assert.Contains("\"pressureMpa\"", schemas, StringComparison.Ordinal);
        Assert.Contains("\"oneCMilliampPerG\"", schemas, StringComparison.Ordinal);
    }

    private TestRun StartTest(string cell, string slot) =>
        _page.Cells.Start(new TestLine(cell, slot, Start), new Author("ana"));

    private async Task<(string Method, string Path)[]> ChangesOfTheDocumentAsync()
    {
        JsonElement document = await OkAsync("GET", "/openapi/v1.json");
        return [.. document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()
            .Where(one => Writing.Any(method => method.Method.Equals(one.Name, StringComparison.OrdinalIgnoreCase)))
            .Select(one => (one.Name.ToUpperInvariant(), path.Name)))];
    }

    private async Task<string[]> NamesAsync(string path) =>
    [
        .. (await OkAsync("GET", path)).GetProperty("cells").EnumerateArray()
            .Select(cell => cell.GetProperty("name").GetString()!),
    ];

    /// <summary>The labels of the tests that would change; that nothing does is looked at.</summary>
    private async Task<string[]> PreviewAsync(string path, string body)
    {
        long version = _page.Cells.Version;
        JsonElement answer = await OkAsync("POST", path + "?preview=true", body);
        Assert.Equal(version, _page.Cells.Version);
        Assert.Empty(answer.GetProperty("tests").EnumerateArray());
        return [.. answer.GetProperty("wouldChange").EnumerateArray().Select(plan => plan.GetProperty("label").GetString()!)];
    }

    private async Task<JsonElement> OkAsync(string method, string path, string body = "", Role role = Role.Operator)
    {
        using HttpResponseMessage answer = await SendAsync(method, path, body, role);
        string text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{method} {path}: {answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    private async Task<string> ProblemAsync(
        HttpStatusCode status, string method, string path, string body, Role role = Role.Operator)
    {
        using HttpResponseMessage answer = await SendAsync(method, path, body, role);
        string text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(
            answer.StatusCode == status, $"{method} {path} {body[..Math.Min(99, body.Length)]}: {answer.StatusCode} {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        return text;
    }

    private async Task<HttpResponseMessage> SendAsync(string method, string path, string body, Role? role, string? origin = null)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), new Uri(_page.Url, path));
        if (method != "GET")
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        request.Headers.Authorization = role is { } known ? new AuthenticationHeaderValue("Bearer", _tokens[known]) : null;
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        return await _page.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
