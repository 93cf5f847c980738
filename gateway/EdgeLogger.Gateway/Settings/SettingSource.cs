namespace EdgeLogger.Gateway.Settings;

/// <summary>Where a setting's value comes from; each is stronger than those before it.</summary>
internal enum SettingSource
{
    /// <summary>Nobody has set it.</summary>
    Default,

    /// <summary>The settings file.</summary>
    File,

    /// <summary>An environment variable.</summary>
    Environment,

    /// <summary>The command line.</summary>
    Flag,
}
