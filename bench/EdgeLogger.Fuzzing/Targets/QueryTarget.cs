using System;
using System.Linq;
using System.Text;
using EdgeLogger.Fuzzing.Generation;
using EdgeLogger.Web.Components.Alarms;
using EdgeLogger.Web.Components.Cell;
using EdgeLogger.Web.Components.Fleet;

namespace EdgeLogger.Fuzzing.Targets;

/// <summary>
/// What the addresses of views say: any is read, and the address that a view then has is read as the same again.
/// </summary>
public sealed class QueryTarget : FuzzTarget
{
    private static readonly byte[][] Corpus = [.. new[]
    {
        "?tab=cycles&from=2026-01-31T12:00:00Z&to=2026-02-01T12:00:00Z",
        "?span=week&cycles=1,5-9,200&with=board-a/0&with=board-b/1",
        "?tests=board-a/0&tests=board-b/1&cohort=blend%20A&quantity=efficiency",
        "?q=board&show=alert&sort=-name&group=cohort&view=table",
        "?show=past&least=warning&find=x&sort=newest&alarm=5",
    }.Select(Encoding.UTF8.GetBytes)];

    private readonly Mutator _mutator = new("&", "=", "%", "%00", "%ff", "%2f", ",", "-", "cycles=", "with=", "from=",
        "0001-01-01", "9999-12-31T23:59:59.999-14:00", "1-2147483647");

    public override string Name => "queries";

    /// <summary>An address is escaped and taken apart several times over.</summary>
    public override long MostBytes(int length) => (1 << 20) + (2048L * length);

    public override byte[] Make(FuzzRandom random) => _mutator.Mutate(Corpus, random);

    public override bool Try(byte[] input)
    {
        string text = Encoding.UTF8.GetString(input).Replace('#', '_');
        if (!Uri.TryCreate("http://localhost/cells/board-a/0" + text, UriKind.Absolute, out Uri? address))
        {
            return false;
        }

        CellQuery cell = CellQuery.Of(address);
        CellQuery again = CellQuery.Of(new Uri("http://localhost" + cell.AddressOf("board-a/0")));
        FuzzException.Unless(again.AddressOf("board-a/0") == cell.AddressOf("board-a/0"),
            $"A view's address {cell.AddressOf("board-a/0")} is read as another view, {again.AddressOf("board-a/0")}.");
        CompareQuery compared = CompareQuery.Of(address);
        FuzzException.Unless(
            CompareQuery.Of(new Uri("http://localhost" + compared.Address())).Address() == compared.Address(),
            $"The address {compared.Address()} is read as another comparison.");
        string[] words = text.Split('&', '=', '?');
        string? Word(int i) => words.ElementAtOrDefault(i);
        _ = FleetQuery.Read(Word(1), Word(2), Word(3), Word(4), Word(5));
        _ = AlarmQuery.Of(Word(1), Word(2), Word(3), Word(4), 1).Path;
        return true;
    }
}
