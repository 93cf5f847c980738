using System;

namespace EdgeLogger.Web.Access;

/// <summary>Where a link may lead back to: a path of this page. "//host" would be another's.</summary>
internal static class OwnPath
{
    public static string Or(string? path, string otherwise) =>
        path is not null && path.StartsWith('/')
            && !path.StartsWith("//", StringComparison.Ordinal) && !path.StartsWith("/\\", StringComparison.Ordinal)
            ? path
            : otherwise;
}
