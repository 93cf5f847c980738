using System;
using System.Globalization;
using System.IO;
using System.Text;
using EdgeLogger.Files;
using EdgeLogger.Topics;

namespace EdgeLogger.Mqtt.Brokers;

/// <summary>The folder of our mosquitto: its configuration and access list, written at each start, and its process id.</summary>
internal sealed class MosquittoFiles
{
    private readonly string _directory;

    public MosquittoFiles(string directory)
    {
        _directory = Path.GetFullPath(directory);
        Configuration = Path.Combine(_directory, "mosquitto.conf");
        AccessList = Path.Combine(_directory, "access");
        ProcessId = Path.Combine(_directory, "mosquitto.pid");
        Lock = Path.Combine(_directory, "lock");
    }

    public string Configuration { get; }

    public string AccessList { get; }

    /// <summary>Written by mosquitto itself.</summary>
    public string ProcessId { get; }

    /// <summary>Held by the gateway that uses the folder.</summary>
    public string Lock { get; }

    public void Write(BrokerOptions options, BrokerAccounts accounts, int port, int? tlsPort)
    {
        PrivateFile.Replace(AccessList, AccessRules());
        PrivateFile.Replace(Configuration, ConfigurationText(options, accounts, port, tlsPort));
    }

    private static string AccessRules()
    {
        var rules = new StringBuilder();
        foreach (string user in BrokerAccounts.GatewayUsers)
        {
            rules.Append("user ").Append(user).Append("\ntopic readwrite el/#\n\n");
        }

        foreach (string name in BoardRights.Publish)
        {
            rules.Append("pattern write ").Append(BoardTopics.Root).Append("%u/").Append(name).Append('\n');
        }

        foreach (string name in BoardRights.Subscribe)
        {
            rules.Append("pattern read ").Append(BoardTopics.Root).Append("%u/").Append(name).Append('\n');
        }

        return rules.ToString();
    }

    private string ConfigurationText(BrokerOptions options, BrokerAccounts accounts, int port, int? tlsPort)
    {
        // Settings for all listeners: with per_listener_settings a session kept on disk is tied to the port, which may change.
        var text = new StringBuilder();
        void Set(string name, object value) => text.Append(CultureInfo.InvariantCulture, $"{name} {value}\n");
        Set("per_listener_settings", "false");
        Set("allow_anonymous", "false");
        Set("password_file", accounts.PasswordFile);
        Set("acl_file", AccessList);
        Set("pid_file", ProcessId);
        Set("persistence", "true");
        Set("persistence_location", _directory + Path.DirectorySeparatorChar);
        Set("max_packet_size", options.MaximumPacketSize);
        Set("max_queued_messages", options.MaximumQueuedMessages);
        Set("max_inflight_messages", options.MaximumInFlight);
        Set("set_tcp_nodelay", "true");
        Set("log_dest", "stderr");
        Set("log_timestamp", "false");
        Set("connection_messages", "true");
        foreach (string type in (string[])(options.ReportDeniedPublishes
            ? ["error", "warning", "notice", "information", "debug"]
            : ["error", "warning", "notice", "information"]))
        {
            Set("log_type", type);
        }

        // As root it would become user mosquitto, who cannot read our files; as anyone else this does nothing.
        if (Environment.IsPrivilegedProcess)
        {
            Set("user", "root");
        }

        void Listen(int at, string address)
        {
            Set("listener", $"{at} {address}");
            // A board that claims another's client id would take over its session.
            Set("use_username_as_clientid", "true");
            // mosquitto 2.0.11 forgets it at the first reload; it then goes by its handles.
            Set("max_connections", Math.Min(options.MaximumConnections, HandleBudget.OfProcess.Broker));
        }

        // What follows a listener is its own setting.
        Listen(port, options.Address);
        if (options.Tls is { } tls)
        {
            Listen(tlsPort!.Value, tls.Address);
            Set("certfile", tls.Certificates.ServerFile);
            Set("keyfile", tls.Certificates.ServerFile);
        }

        return text.ToString();
    }
}
