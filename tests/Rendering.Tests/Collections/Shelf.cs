using Caching;
using Rendering.Tests.Support;

namespace Rendering.Tests.Collections;

/// <summary>A product whose name counts how often it was printed.</summary>
public sealed class Book(int id, string title)
{
    private int _prints;

    public int Id => id;

    public string Tag => $"book {id}";

    public int Version { get; set; }

    public string Title
    {
        get
        {
            Interlocked.Increment(ref _prints);
            return title;
        }
    }

    internal int Prints => _prints;
}

/// <summary>A list of books, and renderers of collections of them.</summary>
public sealed class Shelf
{
    internal Shelf(int count) => Books = [.. Enumerable.Range(1, count).Select(static i => new Book(i, $"<b{i}>"))];

    public List<Book> Books { get; }

    internal IEnumerable<int> Printed => Books.Where(static book => book.Prints > 0).Select(static book => book.Id);

    internal int Prints => Books.Sum(static book => book.Prints);

    /// <summary>The same collection in both languages, by their extensions.</summary>
    public static TheoryData<string> Languages => new() { "page.liquid", "page.scriban" };

    /// <summary>Pages that print the collection, in both languages, with these options.</summary>
    internal static (string, string)[] Pages(string options) =>
    [
        ("page.liquid", $"[<% cache_each book in books, {options} %>{{{{ book.title }}}},<% endcache_each %>]"),
        ("page.scriban", $"[<% cache_each book in books, {options} %>{{{{ book.title }}}},<% endcache_each %>]"),
    ];

    internal static string TextOf(RenderedPage page) => System.Text.Encoding.UTF8.GetString(page.Utf8.Span);

    /// <summary>A renderer whose sections go to a store of bytes.</summary>
    internal static Site Over(BatchStore store, params (string, string)[] templates)
    {
        var site = new Site(templates);
        return new Site(site.Templates, new CacheManagerOptions { DefaultType = "bytes" }.AddStore("bytes", _ => store));
    }
}
