using Benchmarks.Data;

namespace Benchmarks.Floors;

/// <summary>The same bytes as the templates, written by plain C#: what every engine is measured against.</summary>
internal static class HandWritten
{
    public static void Products(FloorWriter output, List<Product> products, bool wholeFloats = false)
    {
        output.Raw("<ul id='products'>\n  "u8);
        foreach (var product in products)
        {
            output.Raw("\n    <li>\n      <h2>"u8);
            output.Text(product.Name, false);
            output.Raw("</h2>\n           Only "u8);
            if (wholeFloats) output.WholeFlt(product.Price);
            else output.Flt(product.Price);
            output.Raw("\n           "u8);
            if (product.Description.Length > 15)
            {
                output.Text(product.Description.AsSpan(0, 12), false);
                output.Raw("..."u8);
            }
            else
            {
                output.Text(product.Description, false);
            }
            output.Raw("\n    </li>\n  "u8);
        }
        output.Raw("\n</ul>\n"u8);
    }

    public static void Table(FloorWriter output, List<Row> rows)
    {
        output.Raw(Head);
        foreach (var row in rows)
        {
            output.Raw("<tr><td>"u8);
            output.Int(row.Id);
            output.Raw("</td><td>"u8);
            output.Text(row.Name, true);
            output.Raw("</td><td class=\"note\">"u8);
            output.Text(row.Note, true);
            output.Raw("</td><td>"u8);
            output.Int(row.Qty);
            output.Raw("</td><td>"u8);
            output.Dec(row.Price);
            output.Raw("</td><td>"u8);
            output.Ymd(row.Created);
            output.Raw("</td></tr>\n"u8);
        }
        output.Raw(Foot);
    }

    /// <summary>The table with its text written by runs.</summary>
    public static void TableByRuns(FloorWriter output, List<Row> rows)
    {
        output.Raw(Head);
        foreach (var row in rows)
        {
            output.Raw("<tr><td>"u8);
            output.Int(row.Id);
            output.Raw("</td><td>"u8);
            output.TextByRuns(row.Name);
            output.Raw("</td><td class=\"note\">"u8);
            output.TextByRuns(row.Note);
            output.Raw("</td><td>"u8);
            output.Int(row.Qty);
            output.Raw("</td><td>"u8);
            output.Dec(row.Price);
            output.Raw("</td><td>"u8);
            output.Ymd(row.Created);
            output.Raw("</td></tr>\n"u8);
        }
        output.Raw(Foot);
    }

    private static ReadOnlySpan<byte> Head =>
        "<table>\n<thead><tr><th>Id</th><th>Name</th><th>Note</th><th>Qty</th><th>Price</th><th>Created</th></tr></thead>\n<tbody>\n"u8;

    private static ReadOnlySpan<byte> Foot => "</tbody>\n</table>\n"u8;
}
