using Benchmarks.Contestants;
using Benchmarks.Data;
using Benchmarks.Floors;
using Benchmarks.Harness;

namespace Benchmarks;

/// <summary>
/// A product list of 9 KB without escaping, and tables of 1,000 x 6 with it, ASCII and in three languages. ASCII is measured
/// against the one-pass floor. Text that is not is faster by runs, so there the floor goes by runs, and the one-pass floor
/// is shown beside it.
/// </summary>
internal sealed class RenderBenchmark : IBenchmark
{
    public string Name => "render";

    public string Summary => "uncached rendering: a product list, and tables of ASCII, German, Russian and Chinese text";

    public void Run(Report report)
    {
        Compete(report, "product", "product list, 100 items", static output => HandWritten.Products(output, Products.All), null,
            Templates.ProductLiquid, new ProductModel(Products.All), Templates.ProductHandlebars, null, escape: false);
        Scriban(report);
        Table(report, "table", "table 1,000 x 6, escaped", Tables.Ascii, isAscii: true);
        Table(report, "german", "table in German", Tables.German);
        Table(report, "russian", "table in Russian", Tables.Russian);
        Table(report, "chinese", "table in Chinese", Tables.Chinese);
    }

    public sealed record ProductModel(List<Product> Products);

    public sealed record TableModel(List<Row> Rows);

    private static void Table(Report report, string key, string title, List<Row> rows, bool isAscii = false)
    {
        void OnePass(FloorWriter output) => HandWritten.Table(output, rows);
        void ByRuns(FloorWriter output) => HandWritten.TableByRuns(output, rows);
        Compete(report, key, title, isAscii ? OnePass : ByRuns, isAscii ? null : OnePass,
            Templates.TableLiquid, new TableModel(rows), Templates.TableHandlebars, Templates.TableScriban, escape: true);
    }

    // Scriban prints 5.0 as 5, so its product list has a floor that writes the same.
    private static void Scriban(Report report)
    {
        var output = new FloorWriter();
        var scriban = new OurTemplate("page.scriban", Templates.ProductScriban, new ProductModel(Products.All), escape: false);
        HandWritten.Products(output, Products.All, wholeFloats: true);
        var expected = output.Written.ToArray();
        output.Reset();
        scriban.Render(output);
        Report.Compare("product list in Scriban", "scriban", expected, output.Written);
        var contest = new Contest("product", $"product list in Scriban, 100 items, {expected.Length:N0} bytes", "scriban floor");
        contest.Add("scriban floor", () =>
        {
            output.Reset();
            HandWritten.Products(output, Products.All, wholeFloats: true);
        });
        contest.Add("scriban", () =>
        {
            output.Reset();
            scriban.Render(output);
        });
        report.Add(contest);
    }

    private static void Compete(
        Report report, string key, string title, Action<FloorWriter> floor, Action<FloorWriter>? onePass,
        string liquidTemplate, object model, string handlebarsTemplate, string? scribanTemplate, bool escape)
    {
        var output = new FloorWriter();
        floor(output);
        var expected = output.Written.ToArray();
        var copy = new byte[expected.Length];
        var contest = new Contest(key, $"{title}, {expected.Length:N0} bytes", "floor");

        contest.Add("memcpy", () => expected.CopyTo(copy, 0));
        Add("floor", () => floor(output));
        if (onePass is not null) Add("floor one pass", () => onePass(output));

        var liquid = new OurTemplate("page.liquid", liquidTemplate, model, escape);
        Add("liquid", () => liquid.Render(output));
        if (scribanTemplate is not null)
        {
            var scriban = new OurTemplate("page.scriban", scribanTemplate, model, escape);
            Add("scriban", () => scriban.Render(output));
        }

        using var handlebars = new Handlebars(handlebarsTemplate);
        handlebars.Render(model);
        Report.Compare(title, "handlebars", expected, handlebars.Written);
        contest.Add("handlebars", () => handlebars.Render(model));

        report.Add(contest);

        void Add(string name, Action render)
        {
            output.Reset();
            render();
            Report.Compare(title, name, expected, output.Written);
            contest.Add(name, () =>
            {
                output.Reset();
                render();
            });
        }
    }
}
