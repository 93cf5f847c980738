using EdgeLogger.Alerts.Detection;
using EdgeLogger.Web.Components.Alarms;

namespace EdgeLogger.Web.Tests;

/// <summary>The address of the alarms' view.</summary>
public sealed class AlarmQueryTests
{
    [Fact]
    public void What_is_as_usual_is_left_out_and_what_is_not_is_escaped()
    {
        Assert.Equal("/alarms", AlarmQuery.Of(null, null, null, null, null).Path);
        Assert.Equal("/alarms?show=past&least=warning&find=a%26b%2F0&sort=newest&alarm=17",
            AlarmQuery.Of("past", "warning", "a&b/0", "newest", 17).Path);
    }

    [Fact]
    public void What_makes_no_sense_is_as_usual() =>
        Assert.Equal(AlarmQuery.Of(null, null, null, null, null), AlarmQuery.Of("everything", "7", null, "colour", null));

    [Fact]
    public void A_severity_is_read_in_any_case() =>
        Assert.Equal(Severity.Critical, AlarmQuery.Of(null, "CRITICAL", null, null, null).Least);
}
