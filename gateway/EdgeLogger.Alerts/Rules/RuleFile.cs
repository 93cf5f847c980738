using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using EdgeLogger.Yaml;
using YamlDotNet.RepresentationModel;

namespace EdgeLogger.Alerts.Rules;

/// <summary>Reads a rules file (docs/specs/alert-rules.md).</summary>
public sealed class RuleFile
{
    /// <summary>The file's name in the data directory.</summary>
    public const string FileName = "alerts.yaml";

    private const string Keys = "keys such as rules and notifiers";

    private readonly List<YamlFault> _faults = [];
    private readonly YamlText _text;

    private RuleFile(string name) => _text = new YamlText(name, _faults);

    /// <summary>Reads a file.</summary>
    /// <exception cref="RuleFileException">It cannot be used.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static RuleSet Load(string path)
    {
        RuleFile file = new(path);
        return file.Read(file._text.Load(Keys));
    }

    /// <summary>Reads a text.</summary>
    /// <param name="name">The file's name, for messages.</param>
    /// <param name="text">What is in it.</param>
    /// <exception cref="RuleFileException">It cannot be used.</exception>
    public static RuleSet Parse(string name, string text)
    {
        RuleFile file = new(name);
        return file.Read(file._text.Parse(text, Keys));
    }

    private RuleSet Read(YamlMap? map)
    {
        RuleSet set = map is null ? RuleSet.Default : ReadRoot(map);
        return _faults.Count == 0
            ? set
            : throw new RuleFileException([.. _faults.OrderBy(fault => fault.Line).ThenBy(fault => fault.Column)]);
    }

    private RuleSet ReadRoot(YamlMap map)
    {
        RuleSet otherwise = RuleSet.Default;
        List<NotifierSettings> notifiers = [];
        foreach (YamlMap entry in Entries(map.Find("notifiers"), "notifiers", "a notifier"))
        {
            notifiers.Add(new NotifierEntry(entry, Fault).Read(notifiers));
        }

        List<AlertRule> rules = [.. otherwise.Rules];
        List<string> named = [];
        foreach (YamlMap entry in Entries(map.Find("rules"), "rules", "a rule"))
        {
            if (new RuleEntry(entry, Fault, notifiers).Read(rules, named) is { } rule)
            {
                int at = rules.FindIndex(known => known.Name == rule.Name);
                rules.RemoveAll(known => known.Name == rule.Name);
                rules.Insert(at < 0 ? rules.Count : at, rule);
            }
        }

        RuleSet set = new()
        {
            Rules = rules,
            Notifiers = notifiers,
            Page = map.Find("page") is { } page ? Address(map, page) : null,
            GroupWait = map.Time("group-wait", otherwise.GroupWait),
            GroupInterval = map.Time("group-interval", otherwise.GroupInterval),
            ExpireAfter = map.Time("expire-after", otherwise.ExpireAfter),
            RetryFirst = Positive(map.Time("retry-first", otherwise.RetryFirst), otherwise.RetryFirst),
            RetryMost = Positive(map.Time("retry-most", otherwise.RetryMost), otherwise.RetryMost),
            AttemptLimit = Positive(map.Time("attempt-limit", otherwise.AttemptLimit), otherwise.AttemptLimit),
            KeepFor = map.Time("keep-for", otherwise.KeepFor),
            AllowedNetworks = [.. (map.Find("allow-addresses") is { } list ? Scalars(list) : []).Select(Network)
                .OfType<IPNetwork>()],
        };
        map.RefuseOthers();
        return set;
    }

    private static TimeSpan Positive(TimeSpan time, TimeSpan otherwise) => time > TimeSpan.Zero ? time : otherwise;

    private Uri? Address(YamlMap map, YamlNode node)
    {
        if (Uri.TryCreate(map.Text("page", ""), UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https"
            && uri.UserInfo.Length == 0)
        {
            return uri;
        }

        Fault(node, "page must be an address such as https://gateway.lab:8080, without a user or a password");
        return null;
    }

    private IEnumerable<YamlMap> Entries(YamlNode? node, string key, string what)
    {
        if (node is not null and not YamlSequenceNode)
        {
            Fault(node, $"{key} must be a list: one line '- name: ...' for each");
        }

        foreach (YamlNode child in (node as YamlSequenceNode)?.Children ?? [])
        {
            if (child is YamlMappingNode mapping)
            {
                yield return new YamlMap(mapping, what, Fault);
            }
            else
            {
                Fault(child, $"{what} must be a mapping that begins with '- name: ...'");
            }
        }
    }

    private static IEnumerable<YamlNode> Scalars(YamlNode node) => node is YamlSequenceNode list ? list.Children : [node];

    private IPNetwork? Network(YamlNode node)
    {
        string text = (node as YamlScalarNode)?.Value ?? "";
        if (IPAddress.TryParse(text, out IPAddress? one))
        {
            return new IPNetwork(one, one.GetAddressBytes().Length * 8);
        }

        if (IPNetwork.TryParse(text, out IPNetwork network))
        {
            return network;
        }

        Fault(node, $"'{text}' must be an address such as 127.0.0.1 or a network such as 10.0.0.0/8");
        return null;
    }

    private void Fault(YamlNode node, string message) => _text.Fault(node, message);
}
