using Benchmarks.Contestants;
using Benchmarks.Data;
using Benchmarks.Floors;
using Benchmarks.Harness;

namespace Benchmarks.Fragments;

/// <summary>
/// What caching costs who gains nothing by it: the table of 1,000 x 6 in ten sections, all of them misses, against the same loops without
/// sections. With new keys the store soon is full, and each render drives out what another one has stored; with new versions it takes the
/// place of what the last one has. Figures are for one render of the page.
/// </summary>
internal static class ColdTable
{
    private const int Parts = 10;

    public sealed record Part(int Number, Row[] Rows);

    public sealed class Model(Part[] parts)
    {
        public Part[] Parts => parts;

        public int Visit { get; set; }
    }

    public static void Run(Report report)
    {
        var model = new Model([.. Tables.Ascii.Chunk(Tables.Ascii.Count / Parts).Select(static (rows, i) => new Part(i, rows))]);
        var contest = new Contest("cold", $"the table of 1,000 x 6 in {Parts} sections, cold", "uncached");
        var output = new FloorWriter();
        HandWritten.Table(output, Tables.Ascii);
        var expected = output.Written.ToArray();
        Add("uncached", Templates.TablePartsLiquid);
        Add("new keys", Templates.TableNewKeysLiquid);
        Add("new versions", Templates.TableNewVersionsLiquid);
        report.Add(contest);

        void Add(string name, string page)
        {
            var template = new OurTemplate("page.liquid", page, model, escape: true);
            Render();
            Report.Compare(contest.Title, name, expected, output.Written);
            contest.Add(name, Render);

            void Render()
            {
                model.Visit++;
                output.Reset();
                template.Render(output);
            }
        }
    }
}
