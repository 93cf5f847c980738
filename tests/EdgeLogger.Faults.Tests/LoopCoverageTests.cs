using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace EdgeLogger.Faults.Tests;

/// <summary>Every background work of the gateway has a test that makes it throw and sees it named and good again.</summary>
public sealed partial class LoopCoverageTests
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", ".."));

    // By the beginning of the name that /health gives it.
    private static readonly Dictionary<string, string> TestOf = new()
    {
        ["taking messages of kind "] = "A_message_on_which_taking_it_breaks_is_named_and_the_next_ones_are_taken",
        ["publishing of acknowledgements "] =
            "An_answer_that_breaks_is_named_frames_are_taken_all_the_same_and_it_is_good_again_with_the_next_answer",
        ["reading of the boards' keys"] =
        "What_was_read_last_stays_in_force_while_the_file_is_damaged_or_gone_and_that_is_reported",
        ["keeping of the boards' retained messages"] = "A_state_that_cannot_be_put_back_is_named_until_one_can",
        ["keeping of the order of states"] = "An_order_of_states_that_cannot_be_written_is_named_until_it_can",
        ["watching of "] = "A_store_that_cannot_be_watched_is_named_and_the_others_are_watched",
        ["ingest"] = "Ingest_that_ends_is_named_begins_again_and_is_good_again_with_the_next_message",
        ["notifying followers of the log"] = "A_follower_of_the_log_that_throws_is_named_and_frames_are_kept_and_acknowledged",
        ["keeping the frame log within its limits"] =
            "Work_whose_file_cannot_be_used_is_named_once_goes_on_and_is_good_again_with_the_file",
        ["reading the whole frame log"] =
        "A_log_that_cannot_be_read_to_its_end_is_named_and_read_again_within_minutes_and_not_after_a_day",
        ["state of board "] = "A_boards_state_that_cannot_be_read_is_named_until_it_sends_one_that_can",
        ["derivation "] = "A_log_whose_schemas_cannot_be_read_is_named_by_the_derivation_and_a_new_streams_frames_wait_for_them",
        ["derivation of "] = "A_cell_whose_rows_break_who_looks_at_them_is_named_and_derived_on_when_they_do_not",
        ["storing of results "] = "Work_whose_file_cannot_be_used_is_named_once_goes_on_and_is_good_again_with_the_file",
        ["passing on of results "] = "A_follower_of_results_that_throws_is_named_and_results_go_on",
        ["assignment of tests"] = "Work_whose_file_cannot_be_used_is_named_once_goes_on_and_is_good_again_with_the_file",
        ["gathering of traces"] = "Work_whose_file_cannot_be_used_is_named_once_goes_on_and_is_good_again_with_the_file",
        ["gathering of traces of stream "] = "A_stream_whose_stored_spans_cannot_be_read_is_named_and_gathered_on_when_they_can",
        ["reading of alert rules"] = "Rules_that_cannot_be_gone_through_are_named_and_applied_when_they_can",
        ["judging of cycles and rows"] = "Work_whose_file_cannot_be_used_is_named_once_goes_on_and_is_good_again_with_the_file",
        ["judging of tests that are over"] = "Tests_that_are_over_and_cannot_be_read_are_named_and_looked_at_when_they_can",
        ["judging of boards"] = "Boards_that_cannot_be_asked_are_named_until_they_can",
        ["writing of the book of alerts"] =
            "Work_whose_file_cannot_be_used_is_named_once_goes_on_and_is_good_again_with_the_file",
        ["forgetting of old alerts"] =
        "Old_alerts_that_cannot_be_forgotten_are_named_and_tried_again_within_a_minute_not_after_six_hours",
        ["asking how the alerts are"] = "Work_whose_file_cannot_be_used_is_named_once_goes_on_and_is_good_again_with_the_file",
        ["sending to notifier "] = "A_notifiers_run_whose_book_cannot_be_read_is_named_and_sends_when_it_can",
        ["live page"] = "A_view_that_breaks_on_a_snapshot_is_named_and_the_next_snapshots_come",
        ["alerts on the page"] = "Work_whose_file_cannot_be_used_is_named_once_goes_on_and_is_good_again_with_the_file",
        ["tests without rows on the page"] = "A_book_of_cells_that_cannot_be_read_is_named_by_the_page_and_its_cells_are_shown",
        ["problems on the page"] = "A_gateway_that_cannot_be_asked_how_it_is_is_named_by_the_page_until_it_can",
        ["cell "] = "A_cell_that_the_page_cannot_draw_is_named_until_it_can",
        ["mirror "] = "Mirrors_that_cannot_read_the_cells_are_named_and_mirror_on_when_they_can",
        ["messages to mirror "] = "A_message_on_which_a_mirror_breaks_is_named_and_the_next_ones_are_taken",
    };

    // These keep a state of their own, which /health reads.
    private static readonly string[] OthersTests =
    [
        "A_stray_line_in_the_accounts_is_reported_and_a_board_revoked_later_is_out_at_once",
        "A_refused_password_pauses_the_sink_is_reported_and_drops_nothing",
        "A_sink_whose_own_file_is_damaged_says_so_does_not_end_the_program_and_goes_on_without_the_damage",
        "A_sink_that_cannot_go_on_is_named_by_health_until_it_can",
    ];

    [Fact]
    public void Every_work_that_the_gateways_sources_name_has_its_test_here()
    {
        string[] works = [.. Sources("gateway", "*.cs").SelectMany(source => Work().Matches(source))
            .Select(match => match.Groups["work"].Value).Distinct().Order()];
        Assert.Equal(TestOf.Keys.Order(), works);
    }

    [Fact]
    public void Every_test_that_is_named_here_is_there()
    {
        HashSet<string> tests = [.. Sources("tests", "*Tests.cs").SelectMany(source => Test().Matches(source))
            .Select(match => match.Groups["name"].Value)];
        Assert.All(TestOf.Values.Concat(OthersTests), test => Assert.Contains(test, tests));
    }

    private static IEnumerable<string> Sources(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
        .Where(path => !path.Contains(
            $"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", System.StringComparison.Ordinal))
                .Select(File.ReadAllText);

    private static string Here([CallerFilePath] string path = "") => path;

    // A loop of its own, or a name under which something is reported as failed.
    [GeneratedRegex("""(?:new Loop\(|WorkOf\(string \w+\) => |string [wW]ork = |AckLane\(source, keys, counters, |Select\(kind => )\$?"(?<work>[^"{]+)""")]
    private static partial Regex Work();

    [GeneratedRegex(@"public (?:async )?(?:Task|void) (?<name>\w+)\(")]
    private static partial Regex Test();
}
