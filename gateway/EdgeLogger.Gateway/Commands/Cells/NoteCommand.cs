using System;
using System.CommandLine;
using EdgeLogger.Cells;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;
using EdgeLogger.Gateway.Commands.Reading;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Gateway.Output;

namespace EdgeLogger.Gateway.Commands.Cells;

/// <summary>edgelogger cell note: what a user wrote about a moment.</summary>
internal static class NoteCommand
{
    public static Command Create()
    {
        Argument<string> subject = new("NAME") { Description = "The cell's name; with --cohort, the cohort's." };
        Argument<string> text = new("TEXT") { Description = "The note, for example \"pressure to 75 MPa\"." };
        Option<DateTimeOffset?> at = CommonOptions.UtcMoment("--at", "The moment that it is about. Default: now.");
        Option<bool> ofCohort = new("--cohort") { Description = "NAME is a cohort." };
        Option<int?> ofTest = NumberOption.Optional<int>(
            "--test", "N", "About the cell's test of this number.", "the number of a test", 1, int.MaxValue);
        Option<string> by = CellArguments.By();
        Option<string> data = DataDirectory.Option();
        Option<bool> json = CellArguments.Json();
        Command command = new("note", "Writes a note on a cell, a test or a cohort. It stands at a moment.")
            { subject, text, at, ofCohort, ofTest, by, data, json };
        command.SetAction(parsed => OpenBook.Use(parsed.GetRequiredValue(data), book =>
        {
            string name = parsed.GetRequiredValue(subject);
            NoteSubject about = parsed.GetValue(ofCohort) ? NoteSubject.OfCohort(name) : Of(book, name, parsed.GetValue(ofTest));
            DateTimeOffset moment = parsed.GetValue(at) ?? TimeProvider.System.GetUtcNow();
            Note note = book.AddNote(
                about, moment.ToUnixTimeMilliseconds(), parsed.GetRequiredValue(text), new Author(parsed.GetRequiredValue(by)));
            Console.WriteLine(parsed.GetValue(json) ? CellJson.Of(note) : $"{name}: noted at {Moment.Text(note.AtUtcMs)}");
        }));
        return command;
    }

    private static NoteSubject Of(CellBook book, string name, int? number)
    {
        if (CellArguments.IsSlot(name))
        {
            throw new UserErrorException($"{name} is a slot. Notes are about a cell, a test or a cohort: give the cell's name, "
                + $"which `edgelogger cell list` shows.");
        }

        Cell cell = OpenBook.Find(book, name);
        return number is null ? NoteSubject.OfCell(cell.Id)
            : NoteSubject.OfTest(OpenBook.TestOf(book, cell, number).Id);
    }
}
