using System;
using System.Threading.Tasks;
using EdgeLogger.Harness;

namespace EdgeLogger.Mqtt.Tests.Links;

/// <summary>TLS, with each client and a mosquitto with a certificate made for the test.</summary>
public sealed class TlsContract : LinkTest
{
    private readonly TestAuthority _authority = new();
    private readonly int _tlsPort = FreePort.Find();

    public static TheoryData<string> OneOfEach => [Stage.GatewayClient, Stage.BoardClient];

    [Theory, MemberData(nameof(OneOfEach))]
    public async Task A_broker_with_a_certificate_of_our_authority_is_believed(string client)
    {
        await StageTlsAsync(client, "127.0.0.1");

        IMqttLink link = await ConnectedAsync(TlsOptions(), "el/1/t/live");

        await PublishAsync(link, "el/1/t/live", "sealed");
        Assert.Equal("sealed", Text(await NextAsync(link)));
    }

    [Theory, MemberData(nameof(OneOfEach))]
    public async Task A_broker_of_another_authority_is_not(string client)
    {
        await StageTlsAsync(client, "127.0.0.1");
        using var other = new TestAuthority();

        var error = await Assert.ThrowsAsync<MqttUnreachableException>(
            () => ConnectedAsync(TlsOptions() with { CaFile = other.CaFile }));

        Assert.Contains("is not one of the authority in", error.Message, StringComparison.Ordinal);
        Assert.Contains(other.CaFile, error.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(OneOfEach))]
    public async Task A_broker_that_no_public_authority_knows_is_not_believed_without_a_file(string client)
    {
        await StageTlsAsync(client, "127.0.0.1");

        await Assert.ThrowsAsync<MqttUnreachableException>(() => ConnectedAsync(TlsOptions() with { CaFile = null }));
    }

    [Theory, MemberData(nameof(OneOfEach))]
    public async Task A_certificate_for_another_host_is_not_believed(string client)
    {
        await StageTlsAsync(client, "127.0.0.2");

        var error = await Assert.ThrowsAsync<MqttUnreachableException>(() => ConnectedAsync(TlsOptions()));

        Assert.Contains("is not for '127.0.0.1'", error.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(OneOfEach))]
    public async Task A_missing_authority_file_is_named(string client)
    {
        await StageTlsAsync(client, "127.0.0.1");

        var error = await Assert.ThrowsAsync<MqttUnreachableException>(
            () => ConnectedAsync(TlsOptions() with { CaFile = "/nowhere/ca.pem" }));

        Assert.Contains("/nowhere/ca.pem", error.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(OneOfEach))]
    public async Task TLS_to_a_plain_port_is_an_error_and_no_hang(string client)
    {
        await StageTlsAsync(client, "127.0.0.1");
        MqttLinkOptions options = TlsOptions() with { Port = Broker.Port, ConnectTimeout = TimeSpan.FromSeconds(5) };

        await Assert.ThrowsAsync<MqttUnreachableException>(() => ConnectedAsync(options));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _authority.Dispose();
    }

    private async Task StageTlsAsync(string client, string certifiedAddress)
    {
        (string certificate, string key) = _authority.Issue(certifiedAddress);
        TestBroker broker = await TestMosquitto.StartAsync(
            $"""
            listener {_tlsPort} 127.0.0.1
            certfile {certificate}
            keyfile {key}
            """);
        Use(client, broker);
    }

    private MqttLinkOptions TlsOptions() => Broker.Options() with { Port = _tlsPort, UseTls = true, CaFile = _authority.CaFile };
}
