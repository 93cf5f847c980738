using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Playwright;

namespace EdgeLogger.PageBench;

/// <summary>The browser that Debian packages; none is downloaded.</summary>
internal static class Chromium
{
    public const string WhyMissing = "There is no chromium: on Debian, apt-get install chromium.";

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    /// <summary>Where it is; null: nowhere.</summary>
    public static string? Path { get; } = new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser" }.FirstOrDefault(File.Exists);

    public static Task<IBrowser> LaunchAsync(IPlaywright playwright) =>
        playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Path ?? throw new InvalidOperationException(WhyMissing),
            Args = Arguments,
            Timeout = 120_000,
        });
}
