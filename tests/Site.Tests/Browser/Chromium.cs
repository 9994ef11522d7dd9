using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Site.Tests.Browser;

/// <summary>The installed browser, headless.</summary>
public sealed class Chromium : IAsyncLifetime
{
    /// <summary>Looks for barriers; injected into each page that is examined.</summary>
    public static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private IPlaywright? _driver;
    private IBrowser? _browser;
    private IPage? _page;
    private IPage? _pageWithoutScript;

    /// <summary>Where it is; the environment variable <c>CHROMIUM</c> says otherwise.</summary>
    public static string Executable => Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium";

    /// <summary>Why tests that need it are skipped; null where it is there, or where it is required to be.</summary>
    public static string? Missing =>
        File.Exists(Executable) || Environment.GetEnvironmentVariable("RENDERING_REQUIRE_SERVERS") == "1"
            ? null
            : $"There is no browser at {Executable}; CHROMIUM names another.";

    public async Task InitializeAsync()
    {
        if (Missing is not null)
            return;
        _driver = await Playwright.CreateAsync();
        _browser = await _driver.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Executable,
            // The sandbox needs rights that containers lack, and nothing but the site is visited.
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>What went wrong on the page since it was last asked for: answers that are errors, and what the console says of errors.</summary>
    public List<string> Failures { get; } = [];

    /// <summary>
    /// The page, with or without script, as wide and as dark as asked for. The tests run one after another and share it: a page of
    /// its own is a process of the browser's, and the better part of a test's time. The site keeps nothing in a browser.
    /// </summary>
    public async Task<IPage> PageAsync(int width = 1280, ColorScheme scheme = ColorScheme.Light, bool script = true)
    {
        var page = script ? _page ??= await OpenAsync(true) : _pageWithoutScript ??= await OpenAsync(false);
        Failures.Clear();
        await page.SetViewportSizeAsync(width, 900);
        // Without motion, so that no colour is on its way to another while it is examined.
        await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        return page;
    }

    private async Task<IPage> OpenAsync(bool script)
    {
        var page = await _browser!.NewPageAsync(new() { JavaScriptEnabled = script });
        page.Response += (_, response) => { if (response.Status >= 400) Failures.Add(response.Url); };
        page.Console += (_, message) => { if (message.Type == "error") Failures.Add(message.Text); };
        return page;
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _driver?.Dispose();
    }
}

[AttributeUsage(AttributeTargets.Method)]
public sealed class FactIfChromiumAttribute : FactAttribute
{
    public FactIfChromiumAttribute() => Skip = Chromium.Missing!;
}

[AttributeUsage(AttributeTargets.Method)]
public sealed class TheoryIfChromiumAttribute : TheoryAttribute
{
    public TheoryIfChromiumAttribute() => Skip = Chromium.Missing!;
}
