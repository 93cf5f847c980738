using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using EdgeLogger.Mqtt.Brokers;
using EdgeLogger.Mqtt.Brokers.Certificates;
using EdgeLogger.Mqtt.Choice;
using EdgeLogger.Testing;

namespace EdgeLogger.Mqtt.Tests.Brokers;

/// <summary>Each of the gateway's built-in brokers with TLS, beside the listener without.</summary>
public sealed class BrokerTlsTests : IAsyncDisposable
{
    private readonly ScratchDirectory _folder = new();
    private readonly BrokerAccounts _accounts;
    private readonly BrokerCertificates _certificates;
    private readonly HashSet<string> _names = ["localhost", "127.0.0.1"];
    private readonly Channel<BrokerRefusal> _refusals = Channel.CreateUnbounded<BrokerRefusal>();
    private readonly List<IMqttLink> _links = [];
    private IBroker? _broker;

    public BrokerTlsTests()
    {
        _accounts = BrokerAccounts.Open(_folder.File("accounts"));
        _certificates = BrokerCertificates.Open(_folder.File("tls"), () => new HashSet<string>(_names), TimeProvider.System);
    }

    public static TheoryData<BrokerKind> Kinds => [BrokerKind.MqttNet, BrokerKind.Mosquitto];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        foreach (IMqttLink link in _links)
        {
            await link.DisposeAsync();
        }

        if (_broker is not null)
        {
            await _broker.DisposeAsync();
        }

        _folder.Dispose();
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Accounts_and_rights_are_the_same_with_TLS_as_without(BrokerKind kind)
    {
        string password = _accounts.Add("board-a");
        string other = _accounts.Add("board-b");
        await StartAsync(kind);
        IMqttLink gateway = await ConnectAsync(Plain(BrokerAccounts.GatewayUser, _accounts.GatewayPassword), "el/#");
        IMqttLink boardB = await ConnectAsync(Plain("board-b", other), "el/1/board-b/cmd");

        IMqttLink board = await ConnectAsync(Secure("board-a", password), "el/1/board-a/cmd");
        await PublishAsync(board, "el/1/board-a/live");
        Assert.Equal("el/1/board-a/live", (await gateway.Messages.ReadAsync(Ct).InTime()).Topic);
        await PublishAsync(board, "el/1/board-b/live");
        Assert.Equal(new BrokerRefusal(BrokerRefusalKind.Publish, "board-a", "el/1/board-b/live"),
            await _refusals.Reader.ReadAsync(Ct).InTime());

        // Nobody takes another's session by its client id, and nobody gets in with a wrong password.
        await Record.ExceptionAsync(() => ConnectAsync(Secure("board-a", password) with { ClientId = "board-b" }));
        await PublishAsync(gateway, "el/1/board-b/cmd");
        Assert.Equal("el/1/board-b/cmd", (await boardB.Messages.ReadAsync(Ct).InTime()).Topic);
        await Assert.ThrowsAsync<MqttRefusedException>(() => ConnectAsync(Secure("board-b", "guess")));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_account_that_is_revoked_ends_its_connection_by_TLS(BrokerKind kind)
    {
        string password = _accounts.Add("board-a");
        await StartAsync(kind);
        IMqttLink board = await ConnectAsync(Secure("board-a", password));

        _accounts.Revoke("board-a");
        await _broker!.ReloadAccountsAsync(Ct).InTime();

        await board.Closed.InTime();
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Mosquitto_sub_gets_what_a_board_sends_and_does_not_believe_another_authority(BrokerKind kind)
    {
        Assert.SkipUnless(OnPath("mosquitto_sub"), "mosquitto_sub (Debian: apt install mosquitto-clients) is not installed.");
        string password = _accounts.Add("board-a");
        await StartAsync(kind);
        IMqttLink board = await ConnectAsync(Plain("board-a", password));
        await board.PublishAsync("el/1/board-a/state", "hello"u8.ToArray(), MqttQos.AtLeastOnce, retain: true, Ct)
            .AsTask().InTime();
        using TestAuthority other = new();

        Assert.Equal((0, "hello"), await SubscribeAsync(_certificates.AuthorityCertificateFile));
        (int code, string said) = await SubscribeAsync(other.CaFile);

        Assert.NotEqual(0, code);
        Assert.DoesNotContain("hello", said, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_new_certificate_is_shown_to_who_connects_next_and_ends_nobodys_connection(BrokerKind kind)
    {
        string password = _accounts.Add("board-a");
        await StartAsync(kind);
        IMqttLink board = await ConnectAsync(Secure("board-a", password));
        X509Certificate2 before = await ShownAsync(SslProtocols.None);

        _names.Add("gateway.lab");
        Assert.True(_certificates.Renew());
        await _broker!.ReloadAccountsAsync(Ct).InTime();

        X509Certificate2 after = await ShownAsync(SslProtocols.None);
        Assert.False(before.MatchesHostname("gateway.lab"));
        Assert.True(after.MatchesHostname("gateway.lab"));
        await PublishAsync(board, "el/1/board-a/live");
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task It_speaks_TLS_1_2_and_1_3(BrokerKind kind)
    {
        await StartAsync(kind);
        await ShownAsync(SslProtocols.Tls12);
        await ShownAsync(SslProtocols.Tls13);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Its_port_with_TLS_in_use_is_an_error_that_names_it(BrokerKind kind)
    {
        using TcpListener occupant = new(IPAddress.Loopback, 0);
        occupant.Start();
        int port = ((IPEndPoint)occupant.LocalEndpoint).Port;

        BrokerException error = await Assert.ThrowsAsync<BrokerException>(() => StartAsync(kind, port));

        Assert.True(error.IsOfTls);
        Assert.Contains($"127.0.0.1:{port} for TLS", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_without_TLS_at_its_port_is_refused_and_reported()
    {
        await StartAsync(BrokerKind.MqttNet);

        await Assert.ThrowsAsync<MqttUnreachableException>(
            () => ConnectAsync(Plain("board-a", "any") with { Port = _broker!.TlsPort!.Value }));

        Assert.Equal(new BrokerRefusal(BrokerRefusalKind.Protocol, "127.0.0.1", "no TLS handshake"),
            await _refusals.Reader.ReadAsync(Ct).InTime());
    }

    private static bool OnPath(string program) =>
        Array.Exists((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator),
            folder => File.Exists(Path.Combine(folder, program)));

    private Task StartAsync(BrokerKind kind, int tlsPort = 0)
    {
        BrokerOptions options = new()
        {
            Port = 0,
            DataDirectory = _folder.File("broker"),
            Tls = new BrokerTls("127.0.0.1", tlsPort, _certificates),
        };
        _broker = MqttBrokers.Create(kind, options, _accounts, TimeProvider.System);
        _broker.Refused += refusal => _refusals.Writer.TryWrite(refusal);
        return _broker.StartAsync(Ct).InTime();
    }

    private MqttLinkOptions Plain(string user, string password) =>
        MqttLinkOptions.ForBoard("127.0.0.1", _broker!.Port, user, password);

    private MqttLinkOptions Secure(string user, string password) =>
        Plain(user, password)
        with
        { Port = _broker!.TlsPort!.Value, UseTls = true, CaFile = _certificates.AuthorityCertificateFile };

    private async Task<IMqttLink> ConnectAsync(MqttLinkOptions options, params string[] filters)
    {
        IMqttLink link = MqttLinks.Create(options with { ConnectTimeout = Soon.Patience }, TimeProvider.System);
        _links.Add(link);
        await link.ConnectAsync(Ct).InTime();
        foreach (string filter in filters)
        {
            await link.SubscribeAsync(filter, Ct).InTime();
        }

        return link;
    }

    private static Task PublishAsync(IMqttLink link, string topic) =>
        link.PublishAsync(topic, new byte[] { 1 }, MqttQos.AtLeastOnce, false, Ct).InTime();

    private async Task<(int Code, string Said)> SubscribeAsync(string authority)
    {
        ProcessStartInfo start = new("mosquitto_sub",
            ["-h", "localhost", "-p", $"{_broker!.TlsPort}", "--cafile", authority, "-i", "mosquitto-sub", "-u",
                BrokerAccounts.CommandUser(8), "-P", _accounts.GatewayPassword, "-t", "el/#", "-C", "1"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        try
        {
            Task<string> said = process.StandardOutput.ReadToEndAsync(Ct);
            await process.WaitForExitAsync(Ct).InTime();
            return (process.ExitCode, (await said).Trim());
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    // The certificate that it shows to somebody who speaks these versions only.
    private async Task<X509Certificate2> ShownAsync(SslProtocols protocols)
    {
        X509ChainPolicy policy = new()
        { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(_certificates.AuthorityCertificateFile);
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, _broker!.TlsPort!.Value, Ct).AsTask().InTime();
        await using SslStream tls = new(client.GetStream());
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            { TargetHost = "127.0.0.1", EnabledSslProtocols = protocols, CertificateChainPolicy = policy }, Ct).InTime();
        return new X509Certificate2(tls.RemoteCertificate!);
    }
}
