using System;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeLogger.Mqtt.Brokers;

/// <summary>
/// What mosquitto's log says about refusals and about itself (wording of 2.0). mosquitto does not name the user of a failed
/// login, only the address it came from; and it answers a subscription to a foreign topic with success and then delivers nothing,
/// so that one is judged here by the rules that its access list is made from.
/// </summary>
internal sealed partial class MosquittoLog
{
    private readonly TaskCompletionSource _running = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<BrokerRefusal> _refused;
    private TaskCompletionSource? _reloaded;
    private string _rejectedAddress = "unknown";
    private string _subscriber = "";

    public MosquittoLog(Action<BrokerRefusal> refused) => _refused = refused;

    /// <summary>Done when clients can connect.</summary>
    public Task Running => _running.Task;

    /// <summary>"mosquitto 2.0.11", once it said so.</summary>
    public string Description { get; private set; } = "mosquitto";

    /// <summary>The last error it reported, or nothing.</summary>
    public string LastError { get; private set; } = "";

    /// <summary>A task that is done at the next re-reading of the configuration.</summary>
    public Task NextReload()
    {
        var next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return (Interlocked.CompareExchange(ref _reloaded, next, null) ?? next).Task;
    }

    /// <summary>Takes one line. Called by one thread at a time.</summary>
    public void Take(string line)
    {
        if (line.StartsWith("Error", StringComparison.Ordinal))
        {
            LastError = line;
        }
        else if (line.StartsWith("Reloading config", StringComparison.Ordinal))
        {
            Interlocked.Exchange(ref _reloaded, null)?.TrySetResult();
        }
        else if (Version().Match(line) is { Success: true } version)
        {
            Description = "mosquitto " + version.Groups["number"].Value;
            if (version.Groups["state"].Value == "running")
            {
                _running.TrySetResult();
            }
        }
        else
        {
            TakeRefusal(line);
        }
    }

    private void TakeRefusal(string line)
    {
        if (Rejected().Match(line) is { Success: true } rejected)
        {
            _rejectedAddress = rejected.Groups["address"].Value;
        }
        else if (LoginFailed().IsMatch(line))
        {
            Refuse(BrokerRefusalKind.Login, _rejectedAddress, "wrong user name or password, or no account");
            _rejectedAddress = "unknown";
        }
        else if (Dropped().Match(line) is { Success: true } dropped)
        {
            Refuse(BrokerRefusalKind.Protocol, dropped.Groups["who"].Value, dropped.Groups["why"].Value);
        }
        else if (Denied().Match(line) is { Success: true } denied)
        {
            Refuse(BrokerRefusalKind.Publish, denied.Groups["who"].Value, denied.Groups["topic"].Value);
        }
        else if (Subscriber().Match(line) is { Success: true } subscriber)
        {
            _subscriber = subscriber.Groups["who"].Value;
        }
        else if (Filter().Match(line) is { Success: true } filter)
        {
            string wanted = filter.Groups["filter"].Value;
            if (!BoardRights.MaySubscribe(_subscriber, wanted))
            {
                Refuse(BrokerRefusalKind.Subscribe, _subscriber, wanted);
            }
        }
    }

    private void Refuse(BrokerRefusalKind kind, string who, string what) =>
        _refused(new BrokerRefusal(kind, LogText.Clean(who), LogText.Clean(what)));

    [GeneratedRegex(@"^mosquitto version (?<number>\S+) (?<state>starting|running)")]
    private static partial Regex Version();

    [GeneratedRegex(@"^Sending CONNACK to (?<address>\S+) \(0, (4|5|134|135)\)")]
    private static partial Regex Rejected();

    [GeneratedRegex("^Client .* disconnected, not authorised")]
    private static partial Regex LoginFailed();

    [GeneratedRegex("^Client (?<who>.*) disconnected due to (?<why>oversize packet|malformed "
        + "packet|protocol error|out of memory)")]
    private static partial Regex Dropped();

    [GeneratedRegex(@"^Denied PUBLISH from (?<who>.*?) \(d\d, q\d, r\d, m\d+, '(?<topic>.*)', \.\.\. ")]
    private static partial Regex Denied();

    [GeneratedRegex("^Received SUBSCRIBE from (?<who>.*)$")]
    private static partial Regex Subscriber();

    [GeneratedRegex(@"^\t(?<filter>.*) \(QoS \d\)$")]
    private static partial Regex Filter();
}
