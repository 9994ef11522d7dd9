namespace Benchmarks.Data;

/// <summary>1,000 rows of six columns: the same numbers and dates everywhere, the names and notes of a language.</summary>
internal static class Tables
{
    public static readonly List<Row> Ascii = Make(
        static i => (i % 4) switch { 0 => "Widget " + i, 1 => "Nuts & Bolts " + i, 2 => "<b>Bold</b> item " + i, _ => "Size 3\" pipe " + i },
        static i => i % 10 == 0 ? "Fragile & heavy, see <manual> page " + i : "Ships within two working days from our warehouse " + i % 7);

    public static readonly List<Row> German = Make(
        static i => (i % 4) switch { 0 => "Türschloß " + i, 1 => "Schrauben & Müttern " + i, 2 => "<b>Größe</b> Stück " + i, _ => "Rohr 3\" für Öl " + i },
        static i => i % 10 == 0 ? "Zerbrechlich & schwer, siehe <Anleitung> auf Seite " + i : "Lieferung binnen zweier Werktage aus unserem Lager für Küchenmöbel " + i % 7);

    public static readonly List<Row> Russian = Make(
        static i => (i % 4) switch { 0 => "Деталь " + i, 1 => "Гайки & Болты " + i, 2 => "<b>Жирный</b> товар " + i, _ => "Труба 3\" стальная " + i },
        static i => i % 10 == 0 ? "Хрупкое & тяжёлое, см. <руководство> страница " + i : "Отправка в течение двух рабочих дней с нашего склада " + i % 7);

    public static readonly List<Row> Chinese = Make(
        static i => (i % 4) switch { 0 => "零件 " + i, 1 => "螺母 & 螺栓 " + i, 2 => "<b>粗体</b> 商品 " + i, _ => "尺寸 3\" 钢管 " + i },
        static i => i % 10 == 0 ? "易碎 & 沉重,请参阅 <手册> 第 " + i : "两个工作日内从我们的仓库发货,送货上门并提供安装服务 " + i % 7);

    // One name in four needs no escaping; the others hold &, < and >, or a quote.
    private static List<Row> Make(Func<int, string> name, Func<int, string> note) => [.. Enumerable.Range(0, 1000).Select(i => new Row
    {
        Id = i + 1,
        Name = name(i),
        Note = note(i),
        Qty = i * 37 % 501,
        Price = (i * 131 % 9973) + (i % 2 == 0 ? 0.99m : 0.49m),
        Created = new DateTime(2024, 1, 1, 8, 30, 0, DateTimeKind.Utc).AddHours(i * 7),
    })];
}
