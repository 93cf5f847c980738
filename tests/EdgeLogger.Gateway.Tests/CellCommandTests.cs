using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using EdgeLogger.Cells;
using EdgeLogger.Cells.Model;
using EdgeLogger.Harness;
using EdgeLogger.RealProcesses;
using EdgeLogger.Testing;
using EdgeLogger.Testing.DataDirectories;

namespace EdgeLogger.Gateway.Tests;

/// <summary><c>edgelogger cell</c> at a terminal.</summary>
public sealed class CellCommandTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("edgelogger-cell-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task What_was_set_for_a_cell_is_shown_with_its_history()
    {
        ProgramResult first = await RunAsync(
            "cell", "set", "bench-01/0", "--mass-mg", "6", "--area-cm2", "0.785", "--one-c-ma-g", "200", "--electrode", "cathode",
            "--cohort", "5W", "--by", "ana");
        ProgramResult second = await RunAsync(
            "cell", "set", "bench-01/0", "--mass-mg", "6.02", "--unset", "cohort", "--by", "ben", "--note", "weighed again");

        Assert.Equal(0, first.ExitCode);
        Assert.Contains("derived again", first.Output, StringComparison.Ordinal);
        Assert.Equal("bench-01/0: mass-mg 6 -> 6.02, cohort 5W -> not known\n", second.Output);
        string shown = (await RunAsync("cell", "show", "bench-01/0")).Output;
        Assert.Contains("mass-mg         6.02\n", shown, StringComparison.Ordinal);
        Assert.Contains("ana: electrode cathode, mass-mg 6, area-cm2 0.785, one-c-ma-g 200, cohort 5W\n", shown,
            StringComparison.Ordinal);
        Assert.Contains("ben: mass-mg 6 -> 6.02, cohort 5W -> not known  (weighed again)\n", shown, StringComparison.Ordinal);
        Assert.Contains("bench-01 slot 0  electrode cathode  mass-mg 6.02", (await RunAsync("cell", "list")).Output,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("set bench-01 --mass-mg 6", "as in bench-01/0")]
    [InlineData("set bench-01/0 --mass-mg -6", "--mass-mg -6 is out of range; give milligrams above 0")]
    [InlineData("set bench-01/0 --electrode both", "cathode, anode or full")]
    [InlineData("set bench-01/0 --unset mass", "'mass' is not known; give electrode, order, mass-mg")]
    [InlineData("set bench-01/x --mass-mg 6", "as in bench-01/0")]
    [InlineData("set bench-01/0 --operator ana", "--operator is kept of named cells, and bench-01/0 is a slot")]
    [InlineData("set bench-01/0 --unset operator", "bench-01/0 is a slot, of which electrode, order")]
    [InlineData("set bench-01/0 --name A", "bench-01/0 is a slot")]
    [InlineData("add A/B", "The name of a cell cannot have '/', its character 2")]
    [InlineData("add A --made 30.6.2026", "'30.6.2026' is not a day; give for example 2026-06-30")]
    [InlineData("add A --field =x", "'=x' is not a field")]
    [InlineData("note A hello", "There is no cell A")]
    [InlineData("note A hello --cohort", "No cell is of the cohort 'A'")]
    [InlineData("note bench-01/0 hello", "bench-01/0 is a slot. Notes are about a cell, a test or a cohort")]
    [InlineData("note A", "TEXT is missing; give what the note says")]
    [InlineData("note A --edit 1", "--edit puts a note right; give its TEXT, its moment with --at, or both")]
    [InlineData("note A hello --edit 1 --withdraw 1", "--edit and --withdraw exclude each other")]
    [InlineData("note A hello --edit 1 --test 1", "leave --test away")]
    [InlineData("note A hello --withdraw 1", "leave TEXT and --at away")]
    [InlineData("note A --withdraw 1 --cohort", "There is no note 1 on the cohort A")]
    [InlineData("note A hello --edit 0", "--edit 0 is out of range")]
    [InlineData("start bench-01 --cell A", "SLOT bench-01 is not a slot")]
    [InlineData("start bench-01/0 --cell A --end-previous --leave-previous", "exclude each other; give one of them")]
    [InlineData("end bench-01/0", "No test is in bench-01/0 now")]
    [InlineData("move A --to bench-01/0", "There is no cell A")]
    [InlineData("show A", "There is no cell A. `edgelogger cell list` shows those there are")]
    [InlineData("show bench-01/0", "Nothing is known of cell bench-01/0")]
    public async Task What_cannot_be_set_says_what_can(string arguments, string expected)
    {
        ProgramResult run = await RunAsync(["cell", .. arguments.Split(' ')]);
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(expected, run.Output + run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cell_is_kept_under_its_name_with_notes_and_history_and_found_by_words()
    {
        await OkAsync("cell", "add", "WJK-0412", "--mass-mg", "6", "--cohort", "5W&LRMO", "--operator", "Jürgen", "--made",
            "2026-06-30", "--field", "press=380 MPa", "--by", "ana");
        Assert.Equal("WJK-0412: mass-mg 6 -> 6.02, operator Jürgen -> not known\n", await OkAsync(
            "cell", "set", "WJK-0412", "--mass-mg", "6.02", "--unset", "operator", "--by", "ben", "--note", "weighed again"));
        Assert.Equal("WJK-0412: nothing changed\n", await OkAsync("cell", "set", "WJK-0412", "--mass-mg", "6.02"));
        Assert.Equal("WJK-0412: name WJK-0412 -> WJK-0413\n",
            await OkAsync("cell", "set", "WJK-0412", "--name", "WJK-0413", "--by", "ben"));
        await OkAsync("cell", "note", "WJK-0412", "pressure to 75 MPa", "--at", "2026-07-01T10:00", "--by", "ana");
        await OkAsync("cell", "note", "5W&LRMO", "new powder", "--cohort");

        string shown = await OkAsync("cell", "show", "WJK-0413");
        Assert.StartsWith("name              WJK-0413\nmass-mg           6.02\ncohort            5W&LRMO\nmade              "
            + "2026-06-30\nfield press       380 MPa\n", shown, StringComparison.Ordinal);
        Assert.Contains("2026-07-01 10:00:00Z  ana: pressure to 75 MPa\n", shown, StringComparison.Ordinal);
        Assert.Contains("ben: mass-mg 6 -> 6.02, operator Jürgen -> not known  (weighed again)\n", shown,
            StringComparison.Ordinal);
        Assert.Contains("ana: note 1: pressure to 75 MPa\n", shown, StringComparison.Ordinal);
        Assert.Equal("WJK-0413  mass-mg 6.02  cohort 5W&LRMO  made 2026-06-30  field press 380 MPa\n",
            await OkAsync("cell", "list"));
        Assert.Equal("", await OkAsync("cell", "list", "--cohort", "5W"));
        Assert.Equal("note on WJK-0413  pressure to 75 MPa\n", await OkAsync("cell", "list", "--find", "PRESS 75"));
    }

    [Fact]
    public async Task A_note_is_put_right_and_withdrawn_by_its_number_and_the_history_keeps_what_it_was()
    {
        await OkAsync("cell", "add", "A", "--cohort", "5W");
        Assert.Equal("A: note 1 at 2026-07-01 10:00:00Z\n",
            await OkAsync("cell", "note", "A", "preasure to 75 MPa", "--at", "2026-07-01T10:00", "--by", "ana"));
        Assert.Equal("A: note 2 at 2026-06-01 10:00:00Z\n",
            await OkAsync("cell", "note", "A", "wrong cell", "--at", "2026-06-01T10:00"));
        await OkAsync("cell", "note", "5W", "new powder", "--cohort");
        Assert.Equal("A: note 1 at 2026-07-01 10:00:00Z put right\n",
            await OkAsync("cell", "note", "A", "pressure to 75 MPa", "--edit", "1", "--by", "ben", "--note", "typing"));
        Assert.Equal("A: note 1 says that already; nothing changed\n",
            await OkAsync("cell", "note", "A", "pressure to 75 MPa", "--edit", "1"));
        await OkAsync("cell", "note", "A", "--edit", "1", "--at", "2026-07-02T10:00", "--by", "ben");
        Assert.Equal("A: note 2 withdrawn\n",
            await OkAsync("cell", "note", "A", "--withdraw", "2", "--by", "ben", "--note", "was B"));
        await OkAsync("cell", "note", "5W", "new powder, sieved", "--cohort", "--edit", "1", "--by", "ben");
        ProgramResult again = await RunAsync("cell", "note", "A", "x", "--edit", "2");
        Assert.Contains("The note was withdrawn. Write another one.", again.Errors, StringComparison.Ordinal);
        ProgramResult none = await RunAsync("cell", "note", "A", "x", "--edit", "3");
        Assert.Contains("There is no note 3 on A or its tests. `edgelogger cell show \"A\"` shows those there are.", none.Errors,
            StringComparison.Ordinal);

        string shown = await OkAsync("cell", "show", "A");
        Assert.Contains("\nnote 1  2026-07-02 10:00:00Z  ana: pressure to 75 MPa\n", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("\nnote 2 ", shown, StringComparison.Ordinal);
        Assert.Contains("ben: note 1 edited: preasure to 75 MPa -> pressure to 75 MPa  (typing)\n", shown,
            StringComparison.Ordinal);
        Assert.Contains("ben: note 1 edited, 2026-07-01 10:00:00Z -> 2026-07-02 10:00:00Z: pressure to 75 MPa\n", shown,
            StringComparison.Ordinal);
        Assert.Contains("ben: note 2 withdrawn: wrong cell  (was B)\n", shown, StringComparison.Ordinal);
        Assert.Contains("ben: note 1, on cohort 5W edited: new powder -> new powder, sieved\n", shown, StringComparison.Ordinal);
        Assert.Equal("", await OkAsync("cell", "list", "--find", "wrong"));
        using JsonDocument json = await JsonAsync("cell", "show", "A", "--json");
        Assert.Equal(1, json.RootElement.GetProperty("notes")[0].GetProperty("number").GetInt32());
    }

    [Fact]
    public async Task Each_command_prints_json_for_programs()
    {
        using JsonDocument added = await JsonAsync("cell", "add", "WJK-0412", "--mass-mg", "6", "--made", "2026-06-30", "--json");
        string id = added.RootElement.GetProperty("id").GetString()!;
        Assert.Matches("^[0-9a-f]{16}$", id);
        using JsonDocument set = await JsonAsync("cell", "set", "WJK-0412", "--mass-mg", "6.02", "--json");
        Assert.Equal(6.02, set.RootElement.GetProperty("metadata").GetProperty("active_mass_mg").GetDouble());
        using JsonDocument note = await JsonAsync("cell", "note", "WJK-0412", "75 MPa", "--at", "2026-07-01T10:00", "--json");
        Assert.Equal(1_782_900_000_000, note.RootElement.GetProperty("at_utc_ms").GetInt64());
        await OkAsync("cell", "set", "bench-01/0", "--mass-mg", "5");

        using JsonDocument shown = await JsonAsync("cell", "show", "WJK-0412", "--json");
        Assert.Equal(id, shown.RootElement.GetProperty("cell").GetProperty("id").GetString());
        Assert.Equal("75 MPa", shown.RootElement.GetProperty("notes")[0].GetProperty("text").GetString());
        Assert.Equal(3, shown.RootElement.GetProperty("history").GetArrayLength());
        Assert.Equal(6, shown.RootElement.GetProperty("history")[1].GetProperty("before").GetProperty("metadata")
            .GetProperty("active_mass_mg").GetDouble());
        using JsonDocument list = await JsonAsync("cell", "list", "--json");
        Assert.Equal("WJK-0412", list.RootElement.GetProperty("cells")[0].GetProperty("name").GetString());
        Assert.Equal("bench-01 slot 0", list.RootElement.GetProperty("cells")[1].GetProperty("name").GetString());
        using JsonDocument slot = await JsonAsync("cell", "show", "bench-01/0", "--json");
        Assert.Equal(5, slot.RootElement.GetProperty("metadata").GetProperty("active_mass_mg").GetDouble());
        using JsonDocument found = await JsonAsync("cell", "list", "--find", "75", "--json");
        Assert.Equal("note", found.RootElement.GetProperty("found")[0].GetProperty("item").GetString());
    }

    [Fact]
    public async Task A_test_is_started_moved_and_ended_and_its_slots_are_shown()
    {
        using JsonDocument started = await JsonAsync("cell", "start", "bench-01/0", "--cell", "A", "--mass-mg", "6.02",
            "--pressure-mpa", "75", "--at", "2026-07-01T10:00", "--json");
        Assert.Equal(75, started.RootElement.GetProperty("settings").GetProperty("conditions").GetProperty("pressure_mpa")
            .GetDouble());
        await OkAsync("cell", "move", "A", "--to", "bench-02/1", "--left-at", "2026-07-02T10:00", "--at", "2026-07-02T11:00");
        Assert.Equal("A: test 1 from 2026-07-01 10:00:00Z to 2026-07-03 10:00:00Z: bench-01/0, bench-02/1\n",
            await OkAsync("cell", "end", "bench-02/1", "--at", "2026-07-03T10:00"));
        Assert.Contains("mass-mg           6.02\n", await OkAsync("cell", "show", "A"), StringComparison.Ordinal);
        ProgramResult again = await RunAsync("cell", "end", "A");
        Assert.Contains("No test of A runs.", again.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preview_of_an_end_and_a_move_names_each_test_that_would_change_and_changes_nothing()
    {
        await OkAsync("cell", "start", "bench-01/0", "--cell", "A", "--at", "2026-07-01T10:00");
        await OkAsync("cell", "start", "bench-02/1", "--cell", "B", "--at", "2026-07-01T10:00");
        string before = await OkAsync("cell", "show", "A") + await OkAsync("cell", "show", "B");
        string[] end = ["cell", "end", "A", "--at", "2026-07-03T10:00", "--preview"];
        Assert.Equal("A, test 1: would be derived again\n", await OkAsync(end));
        using JsonDocument json = await JsonAsync([.. end, "--json"]);
        JsonElement plan = Assert.Single(json.RootElement.GetProperty("plans").EnumerateArray());
        Assert.Equal(1_783_072_800_000, plan.GetProperty("after").GetProperty("end_utc_ms").GetInt64());
        string[] move = ["cell", "move", "A", "--to", "bench-02/1", "--at", "2026-07-02T10:00", "--preview"];
        ProgramResult held = await RunAsync(move);
        Assert.Contains("bench-02/1 holds B, test 1", held.Errors, StringComparison.Ordinal);
        Assert.Equal("A, test 1: would be derived again\nB, test 1: would be derived again\n",
            await OkAsync([.. move, "--leave-previous"]));
        Assert.Equal(before, await OkAsync("cell", "show", "A") + await OkAsync("cell", "show", "B"));
    }

    [Fact]
    public async Task A_slot_that_holds_a_named_cell_refuses_another_whole_until_the_user_says_what_becomes_of_it()
    {
        await OkAsync("cell", "start", "bench-01/0", "--cell", "A", "--at", "2026-07-01T10:00");
        string[] second = ["cell", "start", "bench-01/0", "--cell", "B", "--at", "2026-07-02T10:00"];
        ProgramResult refused = await RunAsync(second);
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("bench-01/0 holds A, test 1, at 2026-07-02 10:00:00Z. Give --end-previous", refused.Errors,
            StringComparison.Ordinal);
        Assert.DoesNotContain("B", await OkAsync("cell", "list"), StringComparison.Ordinal);

        await OkAsync([.. second, "--end-previous"]);
        Assert.Contains("test 1 from 2026-07-01 10:00:00Z to 2026-07-02 10:00:00Z: bench-01/0\n",
            await OkAsync("cell", "show", "A"), StringComparison.Ordinal);
        await OkAsync("cell", "start", "bench-01/0", "--cell", "C", "--at", "2026-07-03T10:00", "--leave-previous");
        Assert.Contains("B: test 1 from 2026-07-02 10:00:00Z: bench-01/0, bench-02/0",
            await OkAsync("cell", "move", "B", "--to", "bench-02/0"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_that_is_moved_makes_room_in_its_new_slot_as_the_user_says()
    {
        await OkAsync("cell", "start", "bench-01/0", "--cell", "A", "--at", "2026-07-01T10:00");
        await OkAsync("cell", "start", "bench-01/1", "--cell", "B", "--at", "2026-07-01T10:00");
        await OkAsync("cell", "start", "bench-01/2", "--cell", "C", "--at", "2026-07-01T10:00");
        ProgramResult refused = await RunAsync("cell", "move", "A", "--to", "bench-01/1", "--at", "2026-07-02T10:00");
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("bench-01/1 holds B, test 1, at 2026-07-02 10:00:00Z. Give --end-previous", refused.Errors,
            StringComparison.Ordinal);

        await OkAsync("cell", "move", "A", "--to", "bench-01/1", "--at", "2026-07-02T10:00", "--end-previous");
        Assert.Contains("test 1 from 2026-07-01 10:00:00Z to 2026-07-02 10:00:00Z: bench-01/1\n",
            await OkAsync("cell", "show", "B"), StringComparison.Ordinal);
        await OkAsync("cell", "move", "C", "--to", "bench-01/1", "--at", "2026-07-03T10:00", "--leave-previous");
        const string notFound = "(row not found yet)";
        Assert.Contains("test 1 from 2026-07-01 10:00:00Z: bench-01/0, bench-01/1\n"
            + $"  segment 1: bench-01/0 from 2026-07-01 10:00:00Z {notFound} to 2026-07-02 10:00:00Z {notFound}\n"
            + $"  segment 2: bench-01/1 from 2026-07-02 10:00:00Z {notFound} to 2026-07-03 10:00:00Z {notFound}\n",
            await OkAsync("cell", "show", "A"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preview_names_the_closed_cycles_that_lie_after_the_edge_that_changes()
    {
        using ScratchDirectory folder = new();
        DataDirectoryArchive.Unpack("0.1.0", folder);
        string data = folder.File("data");
        await OkInAsync(data, "rebuild");
        string csv = folder.File("cycles.csv");
        await OkInAsync(data, "export", "fixture-7/0", "--what", "cycles", "--out", csv);
        string[][] rows = [.. (await File.ReadAllLinesAsync(csv, TestContext.Current.CancellationToken))
            .Select(line => line.Split(','))];
        int number = Array.IndexOf(rows[0], "cycle");
        int end = Array.IndexOf(rows[0], "end_utc");
        int provisional = Array.IndexOf(rows[0], "provisional");
        string[][] closed = [.. rows.Skip(1).Where(row => row[provisional] == "false")];
        Assert.True(closed.Length > 6, $"{closed.Length} closed cycles");
        DateTimeOffset at = DateTimeOffset.Parse(closed[4][end], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        string when = at.AddSeconds(1).ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture);

        string before = await OkInAsync(data, "cell", "list", "--json");
        string preview = await OkInAsync(data, "cell", "start", "fixture-7/0", "--cell", "A", "--at", when, "--preview");

        string cycles = $"cycles {closed[5][number]} to {closed[^1][number]}";
        Assert.Contains($"would be derived again; {cycles} lie after {when[..10]}", preview, StringComparison.Ordinal);
        Assert.Contains("A, test 1: would be started\n", preview, StringComparison.Ordinal);
        Assert.Equal(before, await OkInAsync(data, "cell", "list", "--json"));
    }

    private static async Task<string> OkInAsync(string data, params string[] arguments)
    {
        ProgramResult run =
            await ProgramInProcess.RunAsync(TestContext.Current.CancellationToken, [.. arguments, "--data", data]);
        Assert.True(run.ExitCode == 0, run.Errors);
        return run.Output;
    }

    [Fact]
    public async Task A_corrected_swap_moves_both_tests_and_its_preview_changes_nothing()
    {
        await OkAsync("cell", "start", "bench-01/0", "--cell", "A", "--at", "2026-07-01T10:00");
        await OkAsync("cell", "start", "bench-01/0", "--cell", "B", "--at", "2026-07-03T10:00", "--end-previous");
        string[] correct = ["cell", "correct", "A", "--to", "2026-07-02T10:00"];
        string before = await OkAsync("cell", "show", "A");

        Assert.Equal("A, test 1: would be derived again\nB, test 1: would be derived again\n",
            await OkAsync([.. correct, "--preview"]));
        Assert.Equal(before, await OkAsync("cell", "show", "A"));
        Assert.Equal("A: test 1 from 2026-07-01 10:00:00Z to 2026-07-02 10:00:00Z: bench-01/0\n", await OkAsync(correct));
        Assert.Contains("test 1 from 2026-07-02 10:00:00Z: bench-01/0\n", await OkAsync("cell", "show", "B"),
            StringComparison.Ordinal);
        await OkAsync("cell", "end", "B", "--at", "2026-07-04T10:00");
        Assert.Equal("B: test 1 from 2026-07-02 10:00:00Z: bench-01/0\n",
            await OkAsync("cell", "correct", "B", "--to", "none"));
    }

    [Theory]
    [InlineData("2026-07-05T10:00", "2026-07-06T10:00")]
    [InlineData("2026-06-05T10:00", "2026-06-06T10:00")]
    public async Task Both_edges_are_corrected_at_once_to_an_earlier_or_later_time_or_none_of_them(string from, string to)
    {
        await OkAsync("cell", "start", "bench-01/0", "--cell", "A", "--at", "2026-07-01T10:00");
        await OkAsync("cell", "end", "A", "--at", "2026-07-02T10:00");
        Assert.Equal($"A: test 1 from {from.Replace('T', ' ')}:00Z to {to.Replace('T', ' ')}:00Z: bench-01/0\n",
            await OkAsync("cell", "correct", "A", "--from", from, "--to", to));

        string before = await OkAsync("cell", "show", "A");
        ProgramResult refused = await RunAsync("cell", "correct", "A", "--from", "2026-07-03T10:00", "--to", "2026-07-02T10:00");
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Equal(before, await OkAsync("cell", "show", "A"));
    }

    [Fact]
    public async Task A_start_or_move_to_a_slot_from_which_no_row_has_ever_come_is_made_with_a_remark_that_names_those_there_are()
    {
        using (CellBook book = CellBook.Open(_directory, TimeProvider.System))
        {
            book.OpenUnnamed(0xA1, SlotName.Parse("bench-01/0"), 1_782_900_000_000);
            book.OpenUnnamed(0xA2, SlotName.Parse("bench-01/1"), 1_782_900_000_000);
        }

        ProgramResult known = await RunAsync("cell", "start", "bench-01/1", "--cell", "A", "--end-previous");
        Assert.Equal("", known.Errors);
        ProgramResult mistyped = await RunAsync("cell", "start", "bnech-01/0", "--cell", "B");
        Assert.Equal(0, mistyped.ExitCode);
        Assert.Equal("No row has ever come from a board bnech-01; rows have come from bench-01. If the name is right, the test "
            + "has the rows from its start on as soon as they come.\n", mistyped.Errors);
        ProgramResult moved = await RunAsync("cell", "move", "A", "--to", "bench-01/7", "--preview");
        Assert.StartsWith("No row has ever come from bench-01/7; rows have come from bench-01/0, bench-01/1.", moved.Errors,
            StringComparison.Ordinal);
        string table = Path.Combine(_directory, "cells.csv");
        await File.WriteAllTextAsync(table, "cell,slot\nC,bnech-01/3\n", TestContext.Current.CancellationToken);
        Assert.Contains("  look: No row has ever come from a board bnech-01",
            await OkAsync("cell", "start", "--table", table, "--preview"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mass_of_grams_is_asked_about()
    {
        ProgramResult refused = await RunAsync("cell", "add", "A", "--mass-mg", "6020");
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("6.02 g of active mass? Give --yes-mass", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("mass-mg 6020", await OkAsync("cell", "add", "A", "--mass-mg", "6020", "--yes-mass"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_nominal_capacity_that_contradicts_mass_and_1C_is_asked_about_once_it_is_entered_whichever_comes_last()
    {
        await OkAsync("cell", "add", "A", "--mass-mg", "6.02", "--one-c-ma-g", "250");
        ProgramResult refused = await RunAsync("cell", "set", "A", "--nominal-ah", "1.5");
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("The nominal capacity is 1500 mAh, and an hour at 1C of this mass gives 1.505 mAh.", refused.Errors,
            StringComparison.Ordinal);
        await OkAsync("cell", "set", "A", "--nominal-ah", "0.0012");
        refused = await RunAsync("cell", "set", "A", "--one-c-ma-g", "0.25");
        Assert.Contains("Give --yes-mass if all are right.", refused.Errors, StringComparison.Ordinal);
        await OkAsync("cell", "set", "A", "--nominal-ah", "1.5", "--yes-mass");
        // It was confirmed: other facts are entered without a question.
        await OkAsync("cell", "set", "A", "--cohort", "5W&LRMO");
    }

    [Fact]
    public async Task Looking_at_cells_makes_no_file()
    {
        await OkAsync("cell", "list");
        await OkAsync("cell", "list", "--find", "a");
        await RunAsync("cell", "show", "A");
        Assert.Empty(Directory.EnumerateFileSystemEntries(_directory));
    }

    private async Task<string> OkAsync(params string[] arguments)
    {
        ProgramResult run = await RunAsync(arguments);
        Assert.True(run.ExitCode == 0, run.Errors);
        return run.Output;
    }

    private async Task<JsonDocument> JsonAsync(params string[] arguments) => JsonDocument.Parse(await OkAsync(arguments));

    private Task<ProgramResult> RunAsync(params string[] arguments) =>
        ProgramInProcess.RunAsync(TestContext.Current.CancellationToken, [.. arguments, "--data", _directory]);
}
