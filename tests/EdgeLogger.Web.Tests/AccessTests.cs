using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using EdgeLogger.Web.Access;

namespace EdgeLogger.Web.Tests;

public sealed partial class AccessTests
{
    private const string Password = "correct horse battery";

    [Fact]
    public void Without_an_admin_the_page_binds_to_this_machine_only()
    {
        WebOptions everywhere = new() { Address = IPAddress.Any, CertificateFile = "page.pem" };
        Assert.Contains("edgelogger user add", everywhere.Refusal(hasAdmin: false), StringComparison.Ordinal);
        Assert.Null(everywhere.Refusal(hasAdmin: true));
        Assert.Null(new WebOptions().Refusal(hasAdmin: false));
    }

    [Fact, Trait("Fault", "69")]
    public void Other_machines_are_served_by_TLS_or_through_a_proxy_that_does_it()
    {
        Assert.Contains("--web-certificate", new WebOptions { Address = IPAddress.Any }.Refusal(hasAdmin: true),
            StringComparison.Ordinal);
        Assert.Contains("--web-certificate", new WebOptions { Address = IPAddress.Any, BehindProxy = true }
            .Refusal(hasAdmin: true), StringComparison.Ordinal);
        Assert.Null(new WebOptions { BehindProxy = true }.Refusal(hasAdmin: true));
        Assert.NotNull(new WebOptions { BehindProxy = true }.Refusal(hasAdmin: false));
    }

    [Theory, Trait("Fault", "63")]
    [InlineData("Forwarded", "for=203.0.113.5")]
    [InlineData("X-Forwarded-For", "203.0.113.5")]
    [InlineData("x-forwarded-host", "cells.example")]
    [InlineData("X-Real-IP", "203.0.113.5")]
    [InlineData("Via", "1.1 proxy")]
    public async Task Without_a_user_what_comes_through_a_proxy_is_refused_with_what_to_do(string header, string value)
    {
        await using ServedPage page = await ServedPage.StartAsync();
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(page.Url, "/api/cells"));
        request.Headers.Add(header, value);
        using HttpResponseMessage answer = await page.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("--web-proxy", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
        Assert.Equal("[]", await page.TextAsync("/api/cells"));
    }

    [Fact, Trait("Fault", "64")]
    public async Task A_lost_access_file_closes_the_page_and_it_says_what_to_do()
    {
        await using ServedPage page = await ServedPage.StartAsync(book => book.SetUser("ada", Role.Admin, Password));
        File.Delete(Path.Combine(page.Directory, "access.json"));
        using HttpResponseMessage answer = await page.GetAsync("/api/cells");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("edgelogger user add", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
        // A start on the same folder finds it closed too.
        Assert.False(AccessBook.Open(page.Directory).IsOpen);
        Assert.Contains("true", await page.TextAsync("/health"), StringComparison.Ordinal);

        AccessBook.Open(page.Directory).SetUser("bob", Role.Admin, Password);
        using HttpResponseMessage open = await SignInAsync(page, "bob", Password);
        Assert.Equal(HttpStatusCode.Redirect, open.StatusCode);
    }

    [Theory, Trait("Fault", "64")]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("{}")]
    public async Task A_damaged_access_file_lets_nobody_else_in_and_out_and_says_so_until_it_can_be_read(string content)
    {
        await using ServedPage page = await ServedPage.StartAsync(book => book.SetUser("ada", Role.Admin, Password));
        using HttpResponseMessage signedIn = await SignInAsync(page, "ada", Password);
        string path = Path.Combine(page.Directory, "access.json");
        string before = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        await WriteAsync(path, content, TimeSpan.FromSeconds(1));

        using HttpResponseMessage seen = await page.GetAsync("/api/cells");
        Assert.Equal(HttpStatusCode.OK, seen.StatusCode);
        Assert.Contains("access.json cannot be read", page.Access.Damage, StringComparison.Ordinal);
        Assert.Null(page.Access.SignIn("eve", Password));
        Assert.Throws<InvalidDataException>(() => page.Access.SetUser("eve", Role.Admin, Password));

        await WriteAsync(path, before, TimeSpan.FromSeconds(2));
        Assert.Null(page.Access.Damage);
        Assert.NotNull(page.Access.SignIn("ada", Password));
    }

    [Fact, Trait("Fault", "64")]
    public async Task The_last_admin_stays()
    {
        await using ServedPage page = await ServedPage.StartAsync(book => book.SetUser("ada", Role.Admin, Password));
        page.Access.SetUser("bob", Role.Viewer, Password);
        Assert.Contains("last admin", Assert.Throws<ArgumentException>(() => page.Access.RemoveUser("ada")).Message,
            StringComparison.Ordinal);
        Assert.Contains("last admin", Assert.Throws<ArgumentException>(
            () => page.Access.SetUser("ada", Role.Viewer, Password)).Message, StringComparison.Ordinal);
        page.Access.SetUser("bob", Role.Admin, Password);
        Assert.True(page.Access.RemoveUser("ada"));
    }

    [Fact, Trait("Fault", "61")]
    public async Task A_refused_sign_in_with_a_huge_name_books_little()
    {
        await using ServedPage page = await ServedPage.StartAsync(book => book.SetUser("ada", Role.Admin, Password));
        using HttpResponseMessage answer = await SignInAsync(page, new string('x', 60 * 1024), Password);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.InRange(new FileInfo(Path.Combine(page.Directory, "audit.log")).Length, 1, 4096);
    }

    [Fact, Trait("Fault", "61")]
    public async Task One_can_sign_in_where_the_audit_log_cannot_be_written()
    {
        await using ServedPage page = await ServedPage.StartAsync(book => book.SetUser("ada", Role.Admin, Password));
        // As on a full disk: nothing can be written there.
        Directory.CreateDirectory(Path.Combine(page.Directory, "audit.log"));
        using HttpResponseMessage refused = await SignInAsync(page, "ada", "wrong password");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        using HttpResponseMessage signedIn = await SignInAsync(page, "ada", Password);
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        using HttpResponseMessage seen = await page.GetAsync("/");
        Assert.Equal(HttpStatusCode.OK, seen.StatusCode);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/cells/bench-01/0")]
    [InlineData("/alarms")]
    [InlineData("/system")]
    [InlineData("/_blazor")]
    [InlineData("/_blazor/negotiate?negotiateVersion=1")]
    [InlineData("/api/cells")]
    [InlineData("/api/sinks")]
    [InlineData("/metrics")]
    [InlineData("/openapi/v1.json")]
    public async Task With_a_user_nothing_is_shown_without_signing_in(string path)
    {
        await using ServedPage page = await ServedPage.StartAsync(book => book.SetUser("ada", Role.Admin, Password));
        using HttpResponseMessage answer = await page.GetAsync(path);
        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.Unauthorized, HttpStatusCode.Redirect });
    }

    [Fact]
    public async Task Health_is_shown_to_anybody_and_its_causes_to_those_who_may_see_them()
    {
        await using ServedPage page = await ServedPage.StartAsync(book => book.SetUser("ada", Role.Admin, Password));
        page.Problems = ["The disk /srv/cells is full."];
        using HttpResponseMessage answer = await page.GetAsync("/health");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.DoesNotContain("/srv/cells", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_signs_in_sees_the_page_and_is_out_when_the_password_changes()
    {
        await using ServedPage page = await ServedPage.StartAsync(book => book.SetUser("ada", Role.Viewer, Password));
        using HttpResponseMessage signedIn = await SignInAsync(page, "ada", Password);
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        using HttpResponseMessage seen = await page.GetAsync("/");
        Assert.Equal(HttpStatusCode.OK, seen.StatusCode);

        page.Access.SetUser("ada", Role.Viewer, Password + "!");
        using HttpResponseMessage after = await page.GetAsync("/");
        Assert.Equal(HttpStatusCode.Redirect, after.StatusCode);
    }

    [Theory]
    [InlineData("ada", "wrong password")]
    [InlineData("nobody", Password)]
    [InlineData("nobody", "")]
    public async Task A_wrong_name_or_password_opens_nothing_and_is_booked(string name, string password)
    {
        await using ServedPage page = await ServedPage.StartAsync(book => book.SetUser("ada", Role.Admin, Password));
        using HttpResponseMessage answer = await SignInAsync(page, name, password.Length > 0 ? password : " ");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.False(answer.Headers.TryGetValues("Set-Cookie", out IEnumerable<string>? cookies) && string.Join(';', cookies)
            .Contains("edgelogger=", StringComparison.Ordinal));
        string audit = await File.ReadAllTextAsync(
            Path.Combine(page.Directory, "audit.log"), TestContext.Current.CancellationToken);
        Assert.Contains("sign-in refused", audit, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, audit, StringComparison.Ordinal);
    }

    [Fact, Trait("Fault", "65")]
    public async Task A_copy_of_a_cookie_opens_nothing_after_the_sign_out()
    {
        await using ServedPage page = await ServedPage.StartAsync(book => book.SetUser("ada", Role.Admin, Password));
        using HttpResponseMessage signedIn = await SignInAsync(page, "ada", Password);
        string cookie = Assert.Single(signedIn.Headers.GetValues("Set-Cookie"),
            one => one.StartsWith("edgelogger=", StringComparison.Ordinal)).Split(';')[0];
        Assert.Equal(HttpStatusCode.OK, await WithCookieAsync(page, cookie));

        Match token = FormToken().Match(await page.TextAsync("/sign-in"));
        using FormUrlEncodedContent content = new([new(token.Groups[1].Value, token.Groups[2].Value)]);
        using HttpResponseMessage signedOut =
            await page.Http.PostAsync(new Uri(page.Url, "/sign-out"), content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Redirect, signedOut.StatusCode);

        Assert.NotEqual(HttpStatusCode.OK, await WithCookieAsync(page, cookie));
    }

    [Fact]
    public async Task Guessing_passwords_is_slowed_down()
    {
        await using ServedPage page = await ServedPage.StartAsync(book => book.SetUser("ada", Role.Admin, Password));
        HttpStatusCode last = HttpStatusCode.OK;
        for (int i = 0; i < 12 && last != HttpStatusCode.TooManyRequests; i++)
        {
            using HttpResponseMessage answer = await SignInAsync(page, "ada", "guess number " + i);
            last = answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
    }

    [Fact]
    public async Task A_sign_in_without_the_forms_own_token_is_refused()
    {
        await using ServedPage page = await ServedPage.StartAsync(book => book.SetUser("ada", Role.Admin, Password));
        using FormUrlEncodedContent form = new([new("name", "ada"), new("password", Password)]);
        using HttpResponseMessage answer =
            await page.Http.PostAsync(new Uri(page.Url, "/sign-in"), form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("/%09/evil.example/")]
    [InlineData("/%5Cevil.example/")]
    [InlineData("/%0d%0aX")]
    [InlineData("/%C3%A9")]
    public async Task A_sign_in_leads_to_no_other_site(string elsewhere)
    {
        await using ServedPage page = await ServedPage.StartAsync(book => book.SetUser("ada", Role.Admin, Password));
        using HttpResponseMessage answer = await SignInAsync(page, "ada", Password, "?ReturnUrl=" + elsewhere);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/", answer.Headers.Location?.ToString());
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task A_change_that_another_sites_page_asks_for_is_refused(string header, string value)
    {
        await using ServedPage page = await ServedPage.StartAsync();
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri(page.Url, "/sign-out"));
        request.Headers.Add(header, value);
        using HttpResponseMessage answer = await page.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task A_socket_that_another_sites_page_opens_is_refused()
    {
        await using ServedPage page = await ServedPage.StartAsync();
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(page.Url, "/"));
        request.Headers.Add("Upgrade", "WebSocket");
        request.Headers.Add("Origin", "https://evil.example");
        using HttpResponseMessage answer = await page.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task A_token_opens_the_API_and_not_the_page_until_it_is_revoked()
    {
        string secret = "";
        await using ServedPage page = await ServedPage.StartAsync(book =>
        {
            book.SetUser("ada", Role.Admin, Password);
            secret = book.SetToken("grafana", Role.Viewer, DateTimeOffset.UnixEpoch);
        });
        page.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        using HttpResponseMessage open = await page.GetAsync("/api/cells");
        Assert.Equal(HttpStatusCode.OK, open.StatusCode);
        foreach (string path in (string[])["/", "/system", "/_blazor/negotiate"])
        {
            using HttpResponseMessage view = await page.GetAsync(path);
            Assert.Equal(HttpStatusCode.Unauthorized, view.StatusCode);
        }

        page.Access.RevokeToken("grafana");
        using HttpResponseMessage shut = await page.GetAsync("/api/cells");
        Assert.Equal(HttpStatusCode.Unauthorized, shut.StatusCode);
    }

    [Fact]
    public void Neither_passwords_nor_tokens_are_kept_in_the_clear_and_the_file_is_the_owners()
    {
        string directory = Directory.CreateTempSubdirectory("edgelogger-access-").FullName;
        AccessBook book = AccessBook.Open(directory);
        book.SetUser("ada", Role.Admin, Password);
        string secret = book.SetToken("grafana", Role.Viewer, DateTimeOffset.UnixEpoch);
        string path = Path.Combine(directory, "access.json");
        string text = File.ReadAllText(path);
        Assert.DoesNotContain(Password, text, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
        Assert.True(OperatingSystem.IsWindows()
            || File.GetUnixFileMode(path) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public void What_another_process_changes_is_applied()
    {
        string directory = Directory.CreateTempSubdirectory("edgelogger-access-").FullName;
        AccessBook here = AccessBook.Open(directory);
        AccessBook there = AccessBook.Open(directory);
        there.SetUser("ada", Role.Operator, Password);
        Assert.Equal(Role.Operator, here.SignIn("ada", Password)?.Role);
        Assert.True(there.RemoveUser("ada"));
        Assert.Null(here.SignIn("ada", Password));
        Directory.Delete(directory, recursive: true);
    }

    [Theory]
    [InlineData("ada", "short")]
    [InlineData("", Password)]
    [InlineData("ada lovelace", Password)]
    public void A_name_or_password_that_will_not_do_is_refused_with_the_reason(string name, string password)
    {
        string directory = Directory.CreateTempSubdirectory("edgelogger-access-").FullName;
        Assert.Throws<ArgumentException>(() => AccessBook.Open(directory).SetUser(name, Role.Admin, password));
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task A_compressed_bomb_is_not_unpacked()
    {
        await using ServedPage page = await ServedPage.StartAsync();
        using MemoryStream packed = new();
        await using (GZipStream zip = new(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            await zip.WriteAsync(new byte[50_000_000], TestContext.Current.CancellationToken);
        }

        using ByteArrayContent content = new(packed.ToArray());
        content.Headers.ContentEncoding.Add("gzip");
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        using HttpResponseMessage answer =
            await page.Http.PostAsync(new Uri(page.Url, "/sign-in"), content, TestContext.Current.CancellationToken);
        Assert.True((int)answer.StatusCode is >= 400 and < 500, $"{answer.StatusCode}");
    }

    private static async Task<HttpStatusCode> WithCookieAsync(ServedPage page, string cookie)
    {
        using HttpClient client = new(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false });
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(page.Url, "/api/cells"));
        request.Headers.Add("Cookie", cookie);
        using HttpResponseMessage answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private static async Task<HttpResponseMessage> SignInAsync(ServedPage page, string name, string password, string query = "")
    {
        string form = await page.TextAsync("/sign-in");
        Match token = FormToken().Match(form);
        Assert.True(token.Success, form);
        using FormUrlEncodedContent content = new(
            [new(token.Groups[1].Value, token.Groups[2].Value), new("name", name), new("password", password)]);
        return await page.Http.PostAsync(new Uri(page.Url, "/sign-in" + query), content, TestContext.Current.CancellationToken);
    }

    [GeneratedRegex("type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();

    // Another time of the file, however fast this is.
    private static async Task WriteAsync(string path, string content, TimeSpan later)
    {
        DateTime before = File.GetLastWriteTimeUtc(path);
        await File.WriteAllTextAsync(path, content, TestContext.Current.CancellationToken);
        File.SetLastWriteTimeUtc(path, before + later);
    }
}
