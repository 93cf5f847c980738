using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EdgeLogger.Mqtt.Brokers.Certificates;
using EdgeLogger.Testing;
using Microsoft.Extensions.Time.Testing;

namespace EdgeLogger.Mqtt.Tests.Brokers;

/// <summary>The authority and the certificate of the built-in broker, over the years.</summary>
public sealed class BrokerCertificatesTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly ScratchDirectory _folder = new();
    private readonly FakeTimeProvider _time = new(Start);
    private readonly HashSet<string> _names = ["localhost", "127.0.0.1", "bench-pc"];

    private string Tls => _folder.File("tls");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_first_opening_makes_an_authority_for_ten_years_a_certificate_for_one_and_keys_only_their_owner_reads()
    {
        BrokerCertificates certificates = Open();

        using X509Certificate2 authority = X509CertificateLoader.LoadCertificateFromFile(certificates.AuthorityCertificateFile);
        using X509Certificate2 server = X509Certificate2.CreateFromPemFile(certificates.ServerFile);
        Assert.Equal((Start.AddHours(-1), Start.AddYears(10)), (authority.NotBefore, authority.NotAfter));
        Assert.Equal((Start.AddHours(-1), Start.AddHours(-1).AddDays(365)), (server.NotBefore, server.NotAfter));
        using ECDsa key = server.GetECDsaPublicKey()!;
        Assert.Equal(ECCurve.NamedCurves.nistP256.Oid.Value,
            key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value);
        Assert.True(server.MatchesHostname("bench-pc") && server.MatchesHostname("127.0.0.1")
            && !server.MatchesHostname("other-pc"));
        Assert.DoesNotContain("PRIVATE KEY", File.ReadAllText(certificates.AuthorityCertificateFile), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            UnixFileMode ownerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            Assert.Equal(ownerOnly | UnixFileMode.UserExecute, File.GetUnixFileMode(Tls));
            Assert.Equal([ownerOnly, ownerOnly, ownerOnly], Directory.GetFiles(Tls).Select(File.GetUnixFileMode));
        }
    }

    [Fact]
    public void A_later_opening_keeps_both_until_a_third_of_the_certificates_life_is_left_and_then_keeps_the_authority()
    {
        Open();
        (string authority, string server) = Read();

        _time.Advance(TimeSpan.FromDays(365 * 2 / 3.0) - TimeSpan.FromHours(2));
        Open();
        Assert.Equal((authority, server), Read());

        _time.Advance(TimeSpan.FromHours(4));
        Open();
        Assert.Equal(authority, Read().Authority);
        Assert.NotEqual(server, Read().Server);
        Assert.Null(Fault());
    }

    [Fact]
    public void While_the_gateway_runs_a_new_name_of_the_machine_makes_a_certificate_for_it_and_one_less_does_not()
    {
        BrokerCertificates certificates = Open();
        Assert.False(certificates.Renew());

        _names.Add("fd00::5");
        Assert.True(certificates.Renew());
        using X509Certificate2 server = X509Certificate2.CreateFromPemFile(certificates.ServerFile);
        Assert.True(server.MatchesHostname("fd00::5") && server.MatchesHostname("bench-pc"));
        _names.Remove("bench-pc");
        Assert.False(certificates.Renew());
    }

    [Fact]
    public void A_damaged_authority_is_named_with_what_to_do_and_a_damaged_certificate_is_made_again()
    {
        Open();
        File.WriteAllText(Path.Combine(Tls, "server.pem"), "torn");
        Assert.Contains("server.pem is missing or damaged", Fault(), StringComparison.Ordinal);
        Open();
        Assert.Null(Fault());

        File.WriteAllText(Path.Combine(Tls, "ca.pem"), "torn");
        Assert.Contains("ca.pem is not the certificate of the broker's authority", Fault(), StringComparison.Ordinal);
        Open();
        Assert.Null(Fault());

        string authority = Path.Combine(Tls, "authority.pem");
        File.WriteAllText(authority, File.ReadAllText(authority)[..^100]);
        string error = Assert.Throws<InvalidDataException>(Open).Message;
        Assert.Equal(error, Fault());
        Assert.Contains(authority + " is damaged", error, StringComparison.Ordinal);
        Assert.Contains("Put the file of a backup in its place", error, StringComparison.Ordinal);

        File.Delete(authority);
        Open();
        Assert.Null(Fault());
    }

    [Theory]
    [InlineData(1971)]
    [InlineData(2025)]
    [InlineData(2036)]
    [InlineData(2199)]
    public void With_a_clock_outside_of_the_authoritys_time_it_opens_all_the_same_and_says_so(int year)
    {
        Open();
        (string authority, string server) = Read();
        _time.AdjustTime(new DateTimeOffset(year, 12, 1, 0, 0, 0, TimeSpan.Zero));

        Open();
        File.Delete(Path.Combine(Tls, "server.pem"));
        Open();

        Assert.Equal(authority, Read().Authority);
        Assert.Contains($"and the clock says {year}-12-01: clients refuse TLS", Fault(), StringComparison.Ordinal);
        _time.AdjustTime(Start.AddDays(1));
        BrokerCertificates certificates = Open();
        Assert.Null(Fault());
        Assert.False(certificates.Renew());
        Assert.NotEqual(server, Read().Server);
    }

    [Fact]
    public void The_names_of_this_machine_are_its_hosts_its_addresses_and_those_it_is_given()
    {
        IReadOnlySet<string> names = MachineNames.Read(["Gateway.Lab.", "10.9.8.7"]);

        Assert.Superset(new HashSet<string> { "localhost", "127.0.0.1", "::1", "gateway.lab", "10.9.8.7" },
            new HashSet<string>(names));
        Assert.Contains(names, name => name.EndsWith(".local", StringComparison.Ordinal));
        Assert.All(names, name => Assert.True(MachineNames.IsName(name), name));
    }

    [Theory]
    [InlineData("*.lab")]
    [InlineData("a b")]
    [InlineData("lab/x")]
    [InlineData("gerät")]
    [InlineData("")]
    public void What_is_not_a_name_gets_no_certificate(string text) => Assert.False(MachineNames.IsName(text));

    private BrokerCertificates Open() => BrokerCertificates.Open(Tls, () => _names.ToHashSet(), _time);

    private string? Fault() => BrokerCertificates.FaultOf(Tls, _time.GetUtcNow());

    private (string Authority, string Server) Read() =>
        (File.ReadAllText(Path.Combine(Tls, "ca.pem")), File.ReadAllText(Path.Combine(Tls, "server.pem")));
}
