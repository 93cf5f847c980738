using System;
using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace EdgeLogger.Browser.Tests;

/// <summary>
/// One person's browser window, with cookies of its own. An error in its console, a script or style that the page's policy
/// refused, or a broken socket fails the test when the visitor leaves.
/// </summary>
public sealed class Visitor : IAsyncDisposable
{
    // What takes a second on a quiet machine may take this long on a busy one; a test that passes never waits for it.
    private const float PatienceMs = 240_000;

    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly Uri _url;

    private Visitor(IBrowserContext context, IPage page, Uri url, Screen screen)
    {
        _context = context;
        _url = url;
        Page = page;
        Screen = screen;
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                _errors.Enqueue($"{message.Text} ({message.Location})");
            }
        };
        page.PageError += (_, error) => _errors.Enqueue(error);
    }

    /// <summary>Where pictures of the views go; null: none are wanted.</summary>
    public static string? PictureFolder
    { get; } = Environment.GetEnvironmentVariable("EDGELOGGER_SCREENSHOTS") is { Length: > 0 } folder ? folder : null;

    /// <summary>The window.</summary>
    public IPage Page { get; }

    /// <summary>Its size and theme.</summary>
    public Screen Screen { get; }

    public static async Task<Visitor> ArriveAsync(IBrowser browser, Uri url, Screen screen)
    {
        IBrowserContext context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = screen.Width, Height = screen.Height },
            ColorScheme = screen.Scheme,
            HasTouch = screen.Width < 600,
            IsMobile = screen.Width < 600,
        });
        context.SetDefaultTimeout(PatienceMs);
        Assertions.SetDefaultExpectTimeout(PatienceMs);
        return new Visitor(context, await context.NewPageAsync(), url, screen);
    }

    /// <summary>Opens a view and waits until it answers to clicks and keys.</summary>
    /// <param name="path">Path and query.</param>
    public async Task OpenAsync(string path)
    {
        await Page.GotoAsync(new Uri(_url, path).ToString());
        await Page.Locator("html[data-live]").WaitForAsync();
    }

    /// <summary>Fails if a rule of WCAG 2.1 A or AA is broken in what is shown now: roles, names, contrast, order.</summary>
    public async Task AssertAccessibleAsync()
    {
        AxeResult result = await Page.RunAxe(new AxeRunOptions
        {
            RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] },
        });
        Assert.True(result.Violations.Length == 0, string.Join("\n", result.Violations.Select(Describe)));
    }

    /// <summary>
    /// Fails if the view is wider than the screen: nothing must be scrolled sideways but tables and charts in their own frames.
    /// </summary>
    public async Task AssertFitsAsync()
    {
        int wide = await Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        Assert.True(wide <= Screen.Width, $"The view is {wide} pixels wide on a screen of {Screen.Width}:\n"
            + await Page.EvaluateAsync<string>(
            """
            () => [...document.querySelectorAll('body *')].filter(one => one.getBoundingClientRect().right > screen.width)
                .slice(0, 12).map(one => `  ${one.tagName} ${one.className} to ${Math.round(one.getBoundingClientRect().right)}, overflow ${getComputedStyle(one).overflowX}: ${one.textContent.trim().slice(0, 60)}`).join('\n')
            """));
    }

    /// <summary>Writes a picture to docs/images where EDGELOGGER_SCREENSHOTS asks for it (a folder); else does nothing.</summary>
    /// <param name="view">The view's name; the screen's name is added.</param>
    public async Task PictureAsync(string view)
    {
        if (PictureFolder is { } folder)
        {
            await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{view}-{Screen.Name}.png") });
        }
    }

    /// <summary>Says that an error of the console is expected, for example that of a request that is refused.</summary>
    public void ForgiveErrors() => _errors.Clear();

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        Assert.True(_errors.IsEmpty, "The console reported errors:\n" + string.Join("\n", _errors));
    }

    private static string Describe(AxeResultItem broken) =>
        $"{broken.Id}: {broken.Help}\n"
        + string.Join("\n", broken.Nodes.Take(5).Select(node => $"  {node.Html}\n  {node.Any.FirstOrDefault()?.Message}"));
}
