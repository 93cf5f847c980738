using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace EdgeLogger.Web.Tests;

/// <summary>The page of a gateway without cells shows a newcomer what to type.</summary>
public sealed partial class FirstRunTests
{
    [Fact]
    public async Task Its_commands_are_those_of_the_guide_in_that_order_with_this_gateways_folder()
    {
        await using ServedPage page = await ServedPage.StartAsync();
        string[] guide = [.. Commands(await File.ReadAllTextAsync(
            Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "docs", "guides", "first-board.md"),
            TestContext.Current.CancellationToken))
            .Select(command => command.Replace("~/cells", page.Directory, StringComparison.Ordinal)
                .Replace("--ssid lab", "--ssid NETWORK", StringComparison.Ordinal))];

        string[] shown = Commands(WebUtility.HtmlDecode(await page.TextAsync("/")));
        int[] places = [.. shown.Select(command => Array.IndexOf(guide, command))];
        Assert.True(shown.Length >= 5 && places.All(place => place >= 0),
            $"The page says\n{string.Join('\n', shown)}\nand the guide\n{string.Join('\n', guide)}");
        Assert.Equal(places.Order(), places);
    }

    [Fact]
    public async Task Another_port_and_a_broker_of_somebody_else_are_in_its_commands()
    {
        await using ServedPage page =
            await ServedPage.StartAsync(broker: new BrokerAddress("broker.lab", "broker.lab", 8884, IsOwn: false));
        Assert.Contains(
            $"--board bench-01 --broker broker.lab --broker-port 8884 --foreign-broker --data {page.Directory}",
            WebUtility.HtmlDecode(await page.TextAsync("/")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broker_that_boards_reach_by_TLS_only_is_given_with_its_authority()
    {
        BrokerAddress broker = new("10.0.0.5", "127.0.0.1", 8883, IsOwn: true)
        { AuthorityFile = "/srv/my cells/broker/tls/ca.pem" };
        await using ServedPage page = await ServedPage.StartAsync(broker: broker);
        Assert.Contains("--broker 10.0.0.5 --broker-port 8883 --tls --ca '/srv/my cells/broker/tls/ca.pem' --data ",
            WebUtility.HtmlDecode(await page.TextAsync("/")), StringComparison.Ordinal);
    }

    private static string[] Commands(string text) => [.. Command().Matches(text).Select(match => match.Groups["command"].Value)];

    [GeneratedRegex("^\\s*(<pre><code>)?(?<command>edgelogger board [^<\n]+)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Command();

    private static string Here([CallerFilePath] string path = "") => path;
}
