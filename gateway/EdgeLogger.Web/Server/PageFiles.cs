using System;
using System.IO;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace EdgeLogger.Web.Server;

/// <summary>The page's scripts, styles and fonts: wwwroot/ beside the program (PageAssets.props).</summary>
internal static class PageFiles
{
    public static StaticFileOptions Options { get; } = new()
    {
        FileProvider = new PhysicalFileProvider(Path.Combine(AppContext.BaseDirectory, "wwwroot")),
        // Asked for again at each load (304 if unchanged): after an update nobody sees an old script with a new page.
        OnPrepareResponse = file => file.Context.Response.Headers[HeaderNames.CacheControl] = "no-cache",
    };
}
