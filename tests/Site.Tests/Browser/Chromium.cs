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

    public Task<IPage> PageAsync(int width = 1280, ColorScheme scheme = ColorScheme.Light, bool script = true) => _browser!.NewPageAsync(new()
    {
        ViewportSize = new() { Width = width, Height = 900 },
        ColorScheme = scheme,
        JavaScriptEnabled = script,
    });

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
