using System;
using System.Net.Http;
using System.Threading.Tasks;
using EdgeLogger.Alerts.Book;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Cells.Many;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Web.Api.Book;
using EdgeLogger.Web.Components.Book;
using EdgeLogger.Web.Components.Cell;

namespace EdgeLogger.Web.Tests;

/// <summary>What a test is started with from the page.</summary>
public sealed class StartFormTests
{
    [Fact]
    public void A_sibling_gives_its_recipe_and_conditions_and_nothing_that_is_its_own()
    {
        Cell sibling = new()
        {
            Name = CellName.Parse("A"),
            Metadata = new CellMetadata
            {
                ActiveMassMg = 6.02,
                AreaCm2 = 0.785,
                LoadingMgPerCm2 = 7.7,
                OneCMilliampPerG = 200,
                NominalAh = 0.0012,
                Electrode = ElectrodeKind.CathodeHalfCell,
                Cohort = "5W",
            },
            Electrolyte = "LPSCl",
            CounterElectrode = "In/InLi",
            Operator = "ana",
            Made = new DateOnly(2026, 6, 30),
        };
        TestConditions conditions = new()
        { PressureMpa = 75, TemperatureDegC = 60, Cycler = "MPG-2", Channel = "7", Protocol = "C/10" };
        StartForm form = new() { Cell = "B" };

        form.CopyFrom(sibling, conditions);

        StartTestRequest expected = new()
        {
            Cell = "B",
            Slot = "bench-01/0",
            AreaCm2 = 0.785,
            LoadingMgPerCm2 = 7.7,
            OneCMilliampPerG = 200,
            NominalAh = 0.0012,
            Electrode = ElectrodeKind.CathodeHalfCell,
            Cohort = "5W",
            Electrolyte = "LPSCl",
            CounterElectrode = "In/InLi",
            PressureMpa = 75,
            TemperatureDegC = 60,
            Cycler = "MPG-2",
            Protocol = "C/10",
        };
        Assert.Equal(expected, form.Request("bench-01/0", WhenHeld.Refuse));
    }

    [Fact]
    public void What_is_left_empty_says_nothing_of_a_cell_that_is_known() => Assert.Equal(
        new StartTestRequest { Cell = "A", Slot = "b/0" },
        new StartForm { Cell = "A", Cohort = " " }.Request("b/0", WhenHeld.Refuse));

    [Fact]
    public void A_time_of_the_form_is_UTC()
    {
        StartForm form = new() { At = new DateTime(2026, 7, 1, 10, 0, 0, DateTimeKind.Unspecified) };
        Assert.Equal(1_782_900_000_000, form.Request("b/0", WhenHeld.Refuse).AtUtcMs);
    }

    [Fact]
    public void A_mass_of_grams_is_asked_about_by_the_words_of_the_form()
    {
        Assert.Equal("6.02 g of active mass? Give a tick at 'This mass is right' if it is, or else the mass in mg.",
            new StartForm { ActiveMassMg = 6020 }.MassQuestion());
        Assert.Null(new StartForm { ActiveMassMg = 6020, MassIsRight = true }.MassQuestion());
        StartForm ampereHours = new() { ActiveMassMg = 6.02, OneCMilliampPerG = 250, NominalMilliampHours = 0.0015 };
        Assert.Contains("Give a tick at 'This mass is right' if all are right.", ampereHours.MassQuestion(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://gateway:8080/cells/WJK-0412", "WJK-0412")]
    [InlineData("https://lab.example/edge/cells/Zelle%202%2C%20links ", "Zelle 2, links")]
    [InlineData("WJK-0412\n", "WJK-0412")]
    [InlineData("https://lab.example/tests/WJK-0412/1", "https://lab.example/tests/WJK-0412/1")]
    public void The_code_of_a_label_gives_the_cells_name(string text, string name) => Assert.Equal(name, LabelText.NameOf(text));

    [Fact]
    public void The_reference_of_plain_retention_is_set_and_taken_back_by_the_form_of_what_is_known()
    {
        CellMetadata known = new() { ReferenceCycle = 5, ReferenceCRate = 0.1 };
        MetadataForm form = MetadataForm.Of(known);
        Assert.Equal(known, form.Facts(known).ApplyTo(known));
        (form.ReferenceCycle, form.ReferenceCRate) = (7, null);
        CellMetadata after = form.Facts(known).ApplyTo(known);
        Assert.Equal((7, null), (after.ReferenceCycle, after.ReferenceCRate));
        Assert.Equal("reference cycle 5 \u2192 7; reference rate 0.1 C \u2192 not known", MetadataForm.Difference(known, after));
        form.ReferenceCycle = 0;
        Assert.Equal("The reference cycle must be above zero, or empty where it is not known.", form.Problem());
    }

    [Fact]
    public async Task A_question_whether_a_slot_holds_another_cell_leads_to_the_start_of_a_test_at_that_time()
    {
        await using ServedPage page = await ServedPage.StartAsync();
        Subject cell = new(SubjectKind.Cell, "WJK-1", 17) { Slot = "bench-01/0" };
        Verdict asked = new()
        {
            Rule = "another-cell",
            Subject = cell,
            State = DetectionState.Abnormal,
            Value = 400,
            Threshold = 20,
            Unit = "mV",
            Severity = Severity.Info,
            Sentence = "looks like another cell",
            Since = new DateTimeOffset(2026, 7, 1, 14, 2, 5, TimeSpan.Zero),
        };
        page.Book.Note([new Change(asked, Severity.Info, ChangeKind.Opened, Held: false)], [], begins: true);
        string alarm = await page.TextAsync("/alarms?alarm=1");
        Assert.Contains("href=\"/slots/bench-01/0/start?at=2026-07-01T14:02:05\"", alarm, StringComparison.Ordinal);
        Assert.Contains("acknowledge it if it is the same cell", alarm, StringComparison.Ordinal);
        string start = await page.TextAsync("/slots/bench-01/0/start?at=2026-07-01T14:02:05");
        Assert.Contains("value=\"2026-07-01T14:02:05\"", start, StringComparison.Ordinal);
        Assert.DoesNotContain("2026-07-01T14:02:05", await page.TextAsync("/slots/bench-01/0/start"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_offers_the_start_of_a_test_where_its_slot_is_and_the_camera_only_to_itself()
    {
        await using ServedPage page = await ServedPage.StartAsync();
        page.Cells.Start(new TestLine("A", "bench-01/0", 1_782_900_000_000), new Author("ana"));
        foreach (string path in (string[])["/slots/bench-01/0", "/slots/bench-01/7"])
        {
            Assert.Contains($"href=\"{path}/start\"", await page.TextAsync(path), StringComparison.Ordinal);
        }

        string start = await page.TextAsync("/slots/bench-01/0/start");
        Assert.Contains("In the slot now: <a href=\"/tests/A/1\">A</a>", start, StringComparison.Ordinal);
        Assert.Contains("href=\"/start-tests\"", await page.TextAsync("/boards"), StringComparison.Ordinal);
        using HttpResponseMessage answer = await page.GetAsync("/slots/bench-01/0/start");
        Assert.StartsWith(
            "camera=(self)", string.Concat(answer.Headers.GetValues("Permissions-Policy")), StringComparison.Ordinal);
    }
}
