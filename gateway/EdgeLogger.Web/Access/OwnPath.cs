using System;
using System.Linq;

namespace EdgeLogger.Web.Access;

/// <summary>Where a link may lead back to: a path of this page. "//host" would be another's, and what is not printed would be
/// taken out of the path by a browser, or by nobody.</summary>
internal static class OwnPath
{
    public static string Or(string? path, string otherwise) =>
        path is not null && path.StartsWith('/')
            && !path.StartsWith("//", StringComparison.Ordinal) && !path.StartsWith("/\\", StringComparison.Ordinal)
            && path.All(character => character is > ' ' and <= '~')
            ? path
            : otherwise;
}
