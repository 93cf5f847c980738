using System;
using System.IO;
using System.Linq;
using EdgeLogger.Gateway.Settings;

namespace EdgeLogger.Gateway.Tests.Settings;

/// <summary>Every setting of the list, by option, environment variable, settings file and default.</summary>
public sealed class SettingSourceTests
{
    public static TheoryData<string> Keys => [.. new ServeSettings().Settings.Select(setting => setting.Key)];

    [Fact]
    public void Every_setting_of_the_list_has_example_values_and_every_example_a_setting() =>
        Assert.Equal(SettingExamples.Keys, new ServeSettings().Settings.Select(setting => setting.Key)
            .Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Keys))]
    public void An_option_overrides_the_variable_that_the_file_and_that_the_default(string key)
    {
        using SettingsBench bench = new();
        Setting setting = bench.All.Settings.Single(one => one.Key == key);
        SettingExample example = SettingExamples.Of(key, bench.Directory);

        Assert.Equal((SettingSource.Default, setting.Default), Value());
        bench.Write($"{key}: {example.InFile}\n");
        Assert.Equal((SettingSource.File, example.InFile), Value());
        bench.Variables[setting.Variable] = example.InEnvironment;
        Assert.Equal((SettingSource.Environment, example.InEnvironment), Value());
        Assert.Equal((SettingSource.Flag, example.Typed), Value($"--{key}={example.Typed}"));

        (SettingSource Source, string Text) Value(string typed = "")
        {
            bool isSet = typed.Length > 0 || bench.Variables.Count > 0 || File.Exists(bench.FilePath);
            EffectiveSettings settings = bench.Read(typed, isSet ? example.Companion : "");
            Assert.Empty(settings.Faults);
            SettingValue value = settings.Values.Single(one => one.Setting == setting);
            return (value.Source, string.Join(' ', value.Values));
        }
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_value_makes_the_same_gateway_wherever_it_is_set_and_another_one_than_the_default(string key)
    {
        using SettingsBench bench = new();
        Setting setting = bench.All.Settings.Single(one => one.Key == key);
        SettingExample example = SettingExamples.Of(key, bench.Directory);
        string usual = bench.Gateway(bench.Read());

        string typed = bench.Gateway(bench.Read($"--{key}={example.InFile}", example.Companion));
        bench.Variables[setting.Variable] = example.InFile;
        string variable = bench.Gateway(bench.Read(example.Companion));
        bench.Variables.Clear();
        bench.Write($"{key}: {example.InFile}\n");
        string file = bench.Gateway(bench.Read(example.Companion));

        Assert.NotEqual(usual, typed);
        Assert.Equal(typed, variable);
        Assert.Equal(typed, file);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_wrong_value_is_refused_wherever_it_is_set_with_its_place_and_what_to_give(string key)
    {
        using SettingsBench bench = new();
        Setting setting = bench.All.Settings.Single(one => one.Key == key);
        string wrong = SettingExamples.Of(key, bench.Directory).Wrong;

        bench.Variables[setting.Variable] = wrong;
        Assert.StartsWith($"{setting.Variable}: {key}", Assert.Single(bench.Read().Faults));
        bench.Variables.Clear();
        bench.Write($"# first\n{key}: '{wrong}'\n");
        string fault = Assert.Single(bench.Read().Faults);
        Assert.StartsWith($"{bench.FilePath}:2:{key.Length + 3}: {key}", fault);
        Assert.Matches("give |names|Write |address", fault);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_default_may_also_be_written_and_changes_nothing(string key)
    {
        using SettingsBench bench = new();
        string usual = bench.Gateway(bench.Read());
        if (bench.All.Settings.Single(one => one.Key == key).Default is { Length: > 0 } value)
        {
            bench.Write($"{key}: {value}\n");
        }

        Assert.Equal(usual, bench.Gateway(bench.Read()));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void An_empty_variable_is_not_set_and_an_empty_value_in_the_file_is_refused(string key)
    {
        using SettingsBench bench = new();
        bench.Variables[bench.All.Settings.Single(one => one.Key == key).Variable] = " ";
        Assert.All(bench.Read().Values, value => Assert.Equal(SettingSource.Default, value.Source));
        Assert.StartsWith($"1:{key.Length + 2}: {key} is ", Assert.Single(bench.Faults($"{key}:\n")));
    }

    [Fact]
    public void A_list_has_several_values_from_each_source_and_the_strongest_source_has_all_of_them()
    {
        using SettingsBench bench = new();
        bench.Write("broker-name: [one.lab, two.lab]\n");
        Assert.Equal("one.lab two.lab", Names());
        bench.Variables["EDGELOGGER_BROKER_NAME"] = "three.lab  four.lab";
        Assert.Equal("three.lab four.lab", Names());
        Assert.Equal("five.lab six.lab", Names("--broker-name=five.lab", "--broker-name=six.lab"));
        bench.Variables.Clear();
        bench.Write("broker-name: []\n");
        Assert.Equal("", Names());

        string Names(params string[] typed)
        {
            EffectiveSettings settings = bench.Read(typed);
            Assert.Empty(settings.Faults);
            return string.Join(' ', settings.Values.Single(value => value.Setting.Key == "broker-name").Values);
        }
    }

    [Theory]
    [InlineData("broker: mosquitto", "EDGELOGGER_MQTT", "mqtt://a.lab", "broker: FILE:1:9, mqtt: EDGELOGGER_MQTT")]
    [InlineData("no-plaintext: true", "EDGELOGGER_TLS_PORT", "-1", "tls-port: EDGELOGGER_TLS_PORT, no-plaintext: FILE:1:15")]
    [InlineData("mirror: json", "EDGELOGGER_PORT", "0", "mirror: FILE:1:9")]
    public void Settings_that_do_not_go_together_are_named_with_the_place_of_each(
        string file, string variable, string value, string places)
    {
        using SettingsBench bench = new();
        bench.Write(file);
        bench.Variables[variable] = value;
        string fault = Assert.Single(bench.Read().Faults);
        Assert.Contains("give ", fault);
        Assert.EndsWith($"({places.Replace("FILE", bench.FilePath)})", fault);
    }

    [Fact]
    public void What_the_file_lacks_may_come_from_an_option()
    {
        using SettingsBench bench = new();
        bench.Write("mirror: json");
        Assert.Empty(bench.Read("--mirror-broker=mqtt://a.lab").Faults);
    }
}
