using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Alerts.Notify;
using EdgeLogger.Alerts.Notify.Channels;
using EdgeLogger.Alerts.Rules;
using EdgeLogger.Testing.Receivers;

namespace EdgeLogger.Security.Tests;

/// <summary>A notifier must not be led to services that trust this machine, whatever names and redirects say.</summary>
public sealed class NotifierAddressTests : IDisposable
{
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(8));

    public void Dispose() => _patience.Dispose();

    private static Letter Letter() => new(
        new Notice("m", NoticeKind.Test, "test", Severity.Info, "test", DateTimeOffset.UnixEpoch, [], 0), PlotPng: null,
        MayRepeat: false);

    private async Task<DeliveryException> RefusedAsync(string url, string allowed = "[]", Func<string, IPAddress[]>? names = null)
    {
        RuleSet rules = RuleFile.Parse(
            "alerts.yaml", $"allow-addresses: {allowed}\nnotifiers: [{{name: w, kind: webhook, url: '{url}'}}]");
        using Notifiers notifiers =
            new(rules, TimeProvider.System, names is null ? null : (host, _) => Task.FromResult(names(host)));
        return await Assert.ThrowsAsync<DeliveryException>(
            () => notifiers.Create(rules.Notifiers.Single()).SendAsync(Letter(), _patience.Token));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.9.9.9")]
    [InlineData("0.0.0.0")]
    [InlineData("169.254.169.254")]
    [InlineData("100.100.100.200")]
    [InlineData("168.63.129.16")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("fe80::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("ff02::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::127.0.0.1")]
    [InlineData("64:ff9b::169.254.169.254")]
    [InlineData("2002:7f00:1::")]
    [InlineData("::ffff:0:127.0.0.1")]
    [InlineData("64:ff9b:1::127.0.0.1")]
    [InlineData("2001:0:102:304:0:0:80ff:fffe")]
    public void Loopback_link_local_and_metadata_addresses_are_refused_in_every_disguise_unless_allowed(string address)
    {
        Assert.NotNull(new AddressPolicy([]).WhyRefused(IPAddress.Parse(address)));
        Assert.Null(new AddressPolicy([IPNetwork.Parse("0.0.0.0/0"), IPNetwork.Parse("::/0")])
            .WhyRefused(IPAddress.Parse(address)));
    }

    [Theory]
    [InlineData("10.1.2.3")]
    [InlineData("192.168.1.20")]
    [InlineData("203.0.113.5")]
    [InlineData("2001:db8::1")]
    public void Addresses_of_the_labs_network_and_of_the_world_are_allowed(string address) =>
        Assert.Null(new AddressPolicy([]).WhyRefused(IPAddress.Parse(address)));

    [Theory]
    [InlineData("http://127.0.0.1:{0}/")]
    [InlineData("http://localhost:{0}/")]
    [InlineData("http://2130706433:{0}/")]
    [InlineData("http://0x7f.1:{0}/")]
    [InlineData("http://[::ffff:127.0.0.1]:{0}/")]
    public async Task A_webhook_to_this_machine_is_refused_unless_it_is_allowed(string url)
    {
        await using HttpReceiver server = new();
        DeliveryException refused =
            await RefusedAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, url, server.Url.Port));
        Assert.Contains("allow-addresses", refused.Message, StringComparison.Ordinal);
        Assert.Empty(server.Received);
    }

    [Fact]
    public async Task A_redirect_to_an_address_that_is_not_allowed_is_not_followed()
    {
        await using HttpReceiver allowed = new()
        {
            Answer = (_, response) =>
            {
                response.StatusCode = 307;
                response.RedirectLocation = "http://metadata.example/latest";
                return Task.CompletedTask;
            },
        };
        DeliveryException refused = await RefusedAsync(
            allowed.Url.AbsoluteUri, "[127.0.0.1]", _ => [IPAddress.Parse("169.254.169.254")]);
        Assert.Contains("metadata.example is not connected to: 169.254.169.254 is link-local", refused.Message,
            StringComparison.Ordinal);
        Assert.Single(allowed.Received);
    }

    [Fact]
    public async Task A_name_that_resolves_to_something_else_the_second_time_leads_nowhere_else()
    {
        await using HttpReceiver server = new();
        Queue<string> answers = new(["203.0.113.5", "127.0.0.1"]);
        int asked = 0;
        RuleSet rules = RuleFile.Parse(
            "alerts.yaml", $"notifiers: [{{name: w, kind: webhook, url: 'http://rebind.example:{server.Url.Port}/'}}]");
        using Notifiers notifiers = new(rules, TimeProvider.System, (_, _) =>
        {
            asked++;
            return Task.FromResult<IPAddress[]>([IPAddress.Parse(answers.Count > 1 ? answers.Dequeue() : answers.Peek())]);
        });
        using CancellationTokenSource brief = new(TimeSpan.FromSeconds(1));
        // What was looked at is what is connected to: the documentation address, where nobody answers.
        await Assert.ThrowsAnyAsync<Exception>(() => notifiers.Create(rules.Notifiers.Single()).SendAsync(Letter(), brief.Token));
        Assert.Equal(1, asked);
        // Asked again, the other answer is looked at again, and refused.
        await Assert.ThrowsAsync<DeliveryException>(
            () => notifiers.Create(rules.Notifiers.Single()).SendAsync(Letter(), _patience.Token));
        Assert.Empty(server.Received);
    }

    [Fact]
    public async Task A_mail_server_on_this_machine_is_refused_unless_it_is_allowed()
    {
        await using SmtpReceiver server = new();
        RuleSet rules = RuleFile.Parse("alerts.yaml",
            $"notifiers: [{{name: m, kind: mail, host: localhost, port: {server.Port}, security: none, from: "
            + $"a@b.example, to: c@d.example}}]");
        using Notifiers notifiers = new(rules, TimeProvider.System);
        await Assert.ThrowsAsync<DeliveryException>(
            () => notifiers.Create(rules.Notifiers.Single()).SendAsync(Letter(), _patience.Token));
        Assert.Empty(server.Commands);
    }
}
