using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Harness;
using EdgeLogger.Mqtt;
using EdgeLogger.Mqtt.Brokers;
using EdgeLogger.Mqtt.Brokers.Certificates;
using EdgeLogger.Mqtt.Choice;
using EdgeLogger.RealProcesses;
using EdgeLogger.Testing;
using EdgeLogger.Testing.DataDirectories;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EdgeLogger.Gateway.Tests;

/// <summary>The certificates of a gateway's built-in broker, from its first start to a copy of its folder.</summary>
public sealed class BrokerCertificateTests : IDisposable
{
    private readonly ScratchDirectory _folder = new();

    public static TheoryData<BrokerKind> Kinds => [BrokerKind.MqttNet, BrokerKind.Mosquitto];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Data => _folder.File("data");

    private string Tls => Path.Combine(Data, "broker", "tls");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_data_directory_of_an_earlier_version_gets_its_authority_at_the_next_start_and_a_copy_has_the_same()
    {
        DataDirectoryArchive.Unpack("0.1.0", _folder);
        Assert.Contains("There is no ", (await RunAsync(2, "broker", "certificate", "--data", Data)).Errors,
            StringComparison.Ordinal);
        await using (await StartAsync(BrokerKind.MqttNet, new BrokerListening { TlsPort = 0, Names = ["gateway.lab"] }))
        {
        }

        string certificate = (await RunAsync(0, "broker", "certificate", "--data", Data)).Output;
        Assert.StartsWith("-----BEGIN CERTIFICATE-----", certificate, StringComparison.Ordinal);
        ProgramResult written = await RunAsync(0, "broker", "certificate", "--data", Data, "--out", _folder.File("ca.pem"));
        Assert.Contains("ca.pem: EdgeLogger authority", written.Output, StringComparison.Ordinal);
        Assert.Equal(certificate, await File.ReadAllTextAsync(_folder.File("ca.pem"), Ct));
        Assert.Contains("certificates: the broker's is valid", (await RunAsync(0, "doctor", "--data", Data)).Output,
            StringComparison.Ordinal);

        string copy = _folder.File("copy");
        Assert.Contains("certificates", (await RunAsync(0, "backup", copy, "--data", Data)).Output, StringComparison.Ordinal);
        Assert.All(BrokerCertificates.FileNames, name => Assert.Equal(
            File.ReadAllText(Path.Combine(Tls, name)), File.ReadAllText(Path.Combine(copy, "broker", "tls", name))));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task With_no_plaintext_only_this_machine_gets_in_without_TLS(BrokerKind kind)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems have one loopback address.");
        Directory.CreateDirectory(Data);
        await using GatewayHost gateway = await StartAsync(
            kind, new BrokerListening { Address = "127.0.0.2", TlsPort = 0, NoPlaintext = true, Names = ["127.0.0.2"] });
        OwnBroker broker = gateway.Broker!;

        await Assert.ThrowsAsync<SocketException>(() => ConnectAsync("127.0.0.2", broker.Port));
        MqttLinkOptions options = broker.GatewayLink() with
        {
            Host = "127.0.0.2",
            Port = broker.TlsPort!.Value,
            Username = BrokerAccounts.CommandUser(1),
            ClientId = BrokerAccounts.CommandUser(1),
            UseTls = true,
            CaFile = broker.AuthorityFile,
            ConnectTimeout = Soon.Patience,
        };
        await using IMqttLink secure = MqttLinks.Create(options, TimeProvider.System);
        await secure.ConnectAsync(Ct).InTime();

        await using IMqttLink here = MqttLinks.Create(options with
        {
            Host = "127.0.0.1",
            Port = broker.Port,
            UseTls = false,
            Username = BrokerAccounts.CommandUser(2),
            ClientId = BrokerAccounts.CommandUser(2)
        }, TimeProvider.System);
        await here.ConnectAsync(Ct).InTime();
    }

    [Fact]
    public async Task An_authority_whose_time_is_over_is_a_problem_of_health_and_doctor_and_the_gateway_runs_on()
    {
        Directory.CreateDirectory(Data);
        BrokerCertificates.Open(
            Tls, () => new HashSet<string>(), new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddYears(-11)));

        await using GatewayHost gateway = await StartAsync(BrokerKind.MqttNet, new BrokerListening { TlsPort = 0 });

        Assert.False(gateway.Status().Healthy);
        Assert.Single(gateway.Status().Problems,
            problem => problem.Contains("authority.pem, is valid from", StringComparison.Ordinal));
        ProgramResult doctor = await RunAsync(1, "doctor", "--data", Data);
        Assert.Contains("BAD  certificates: clients cannot use TLS", doctor.Output, StringComparison.Ordinal);
        Assert.Contains("makes another authority", doctor.Output, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task While_the_broker_runs_its_certificate_is_made_again_and_shown_and_what_hinders_that_is_a_problem(
        BrokerKind kind)
    {
        FakeTimeProvider time = new(TimeProvider.System.GetUtcNow().AddDays(-250));
        await using OwnBroker broker = await OwnBroker.StartAsync(
            kind, Data, new BrokerListening { TlsPort = 0 }, NullLoggerFactory.Instance, time, Ct).InTime();
        string before = await ShownAsync(broker);

        time.AdjustTime(TimeProvider.System.GetUtcNow());
        await MinutesUntilAsync(time, async () => await ShownAsync(broker) != before).InTime();
        await File.WriteAllTextAsync(Path.Combine(Tls, "authority.pem"), "torn", Ct);
        await MinutesUntilAsync(time, () => Task.FromResult(
            broker.CertificateProblem.Contains("authority.pem is damaged", StringComparison.Ordinal))).InTime();
        await ShownAsync(broker);
    }

    [Fact]
    public async Task A_file_of_certificates_that_is_damaged_while_the_broker_runs_is_reported_and_repaired_within_seconds()
    {
        FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());
        await using OwnBroker broker = await OwnBroker.StartAsync(
            BrokerKind.MqttNet, Data, new BrokerListening { TlsPort = 0 }, NullLoggerFactory.Instance, time, Ct).InTime();
        string server = Path.Combine(Tls, "server.pem");
        string authority = Path.Combine(Tls, "authority.pem");
        string good = await File.ReadAllTextAsync(authority, Ct);

        await DamageAsync(server);
        time.Advance(TimeSpan.FromSeconds(3));
        await Soon.Until(() => BrokerCertificates.FaultOf(Tls, time.GetUtcNow()) is null);
        await DamageAsync(authority);
        time.Advance(TimeSpan.FromSeconds(3));
        await Soon.Until(() => broker.CertificateProblem.Contains("authority.pem is damaged", StringComparison.Ordinal));
        await File.WriteAllTextAsync(authority, good, Ct);
        time.Advance(TimeSpan.FromSeconds(3));
        await Soon.Until(() => broker.CertificateProblem.Length == 0);

        // A disk may keep times by the second.
        static async Task DamageAsync(string file)
        {
            await File.WriteAllTextAsync(file, "torn", Ct);
            File.SetLastWriteTimeUtc(file, File.GetLastWriteTimeUtc(file).AddSeconds(5));
        }
    }

    [Fact]
    public async Task A_damaged_authority_refuses_the_start_in_a_sentence_that_names_the_file()
    {
        Directory.CreateDirectory(Tls);
        string authority = Path.Combine(Tls, "authority.pem");
        await File.WriteAllTextAsync(authority, "torn", Ct);

        ProgramResult serve = await RunAsync(2, "serve", "--data", Data, "--listen", "127.0.0.1", "--port", "0", "--tls-port",
            "0", "--web", "-1");

        Assert.Contains($"{authority} is damaged", serve.Errors, StringComparison.Ordinal);
        Assert.Contains("Put the file of a backup in its place", serve.Errors, StringComparison.Ordinal);
        Assert.Equal("torn", await File.ReadAllTextAsync(authority, Ct));
    }

    [Theory]
    [InlineData("no-plaintext and tls-port -1 leave boards no way", "--no-plaintext", "--tls-port", "-1")]
    [InlineData("'*.lab' is not a name or address", "--broker-name", "*.lab")]
    [InlineData("'?ca=/nowhere/ca.pem' is not known", "--mqtt", "mqtts://gateway.lab?ca=/nowhere/ca.pem")]
    public async Task What_cannot_be_is_refused_before_anything_starts(string expected, params string[] options) =>
        Assert.Contains(expected, (await RunAsync(2, ["serve", "--data", Data, .. options])).Errors, StringComparison.Ordinal);

    private Task<GatewayHost> StartAsync(BrokerKind kind, BrokerListening listening) => GatewayHost.StartAsync(
        new GatewayOptions { DataDirectory = Data, Broker = kind, Listening = listening }, NullLoggerFactory.Instance,
        TimeProvider.System, Ct).InTime();

    private static async Task MinutesUntilAsync(FakeTimeProvider time, Func<Task<bool>> isSo)
    {
        while (!await isSo())
        {
            time.Advance(TimeSpan.FromMinutes(1));
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Ct);
        }
    }

    // The serial number of the certificate that it shows.
    private static async Task<string> ShownAsync(OwnBroker broker)
    {
        X509ChainPolicy policy = new()
        { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(broker.AuthorityFile!);
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, broker.TlsPort!.Value, Ct).AsTask().InTime();
        await using SslStream tls = new(client.GetStream());
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = "127.0.0.1", CertificateChainPolicy = policy }, Ct).InTime();
        return tls.RemoteCertificate!.GetSerialNumberString();
    }

    private static async Task ConnectAsync(string address, int port)
    {
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Parse(address), port, Ct).AsTask().InTime();
    }

    private static async Task<ProgramResult> RunAsync(int exitCode, params string[] arguments)
    {
        ProgramResult result = await ProgramInProcess.RunAsync(Ct, arguments);
        Assert.True(result.ExitCode == exitCode,
            $"{string.Join(' ', arguments)}: {result.ExitCode} {result.Output}{result.Errors}");
        return result;
    }
}
