using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;

namespace EdgeLogger.Gateway.Settings;

/// <summary>Two settings that do not go together. They may come from two places, so values alone say too little.</summary>
/// <param name="First">One of them.</param>
/// <param name="Second">The other one.</param>
/// <param name="Message">What is wrong, and what to do.</param>
/// <param name="IsMet">Whether a command line with all settings has it.</param>
internal sealed record SettingConflict(Setting First, Setting Second, string Message, Func<ParseResult, bool> IsMet)
{
    /// <summary>Those of some settings that take part and are set, in their order.</summary>
    public IEnumerable<SettingValue> Of(IEnumerable<SettingValue> values) =>
        values.Where(value => value.Source != SettingSource.Default && (value.Setting == First || value.Setting == Second));
}
