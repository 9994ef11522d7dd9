namespace Benchmarks.Data;

/// <summary>The templates of the contestants; all print the floor's bytes.</summary>
internal static class Templates
{
    private const string Head = "<table>\n<thead><tr><th>Id</th><th>Name</th><th>Note</th><th>Qty</th><th>Price</th><th>Created</th></tr></thead>\n<tbody>\n";
    private const string Foot = "</tbody>\n</table>\n";

    private const string RowLiquid =
        "<tr><td>{{ row.id }}</td><td>{{ row.name }}</td><td class=\"note\">{{ row.note }}</td><td>{{ row.qty }}</td><td>{{ row.price }}</td><td>{{ row.created | date: \"%Y-%m-%d\" }}</td></tr>\n";

    private const string PartLiquid = "{% for row in part.rows %}" + RowLiquid + "{% endfor %}";

    public const string ProductLiquid =
        "<ul id='products'>\n  {% for product in products %}\n    <li>\n      <h2>{{ product.name }}</h2>\n           Only {{ product.price }}\n           {{ product.description | truncate: 15 }}\n    </li>\n  {% endfor %}\n</ul>\n";

    public const string TableLiquid = Head
        + "{% for row in rows %}" + RowLiquid + "{% endfor %}"
        + Foot;

    // The same table in parts, and in parts that are sections of which no two renders have one in common.
    public const string TablePartsLiquid = Head + "{% for part in parts %}" + PartLiquid + "{% endfor %}" + Foot;

    public const string TableNewKeysLiquid =
        Head + "{% for part in parts %}{% cache part.number, visit %}" + PartLiquid + "{% endcache %}{% endfor %}" + Foot;

    public const string TableNewVersionsLiquid =
        Head + "{% for part in parts %}{% cache part.number, version: visit %}" + PartLiquid + "{% endcache %}{% endfor %}" + Foot;

    public const string ProductScriban =
        "<ul id='products'>\n  {{ for product in products }}\n    <li>\n      <h2>{{ product.name }}</h2>\n           Only {{ product.price }}\n           {{ product.description | string.truncate 15 }}\n    </li>\n  {{ end }}\n</ul>\n";

    public const string TableScriban = Head
        + "{{ for row in rows }}<tr><td>{{ row.id }}</td><td>{{ row.name }}</td><td class=\"note\">{{ row.note }}</td><td>{{ row.qty }}</td><td>{{ row.price }}</td><td>{{ row.created | date.to_string \"%Y-%m-%d\" }}</td></tr>\n{{ end }}"
        + Foot;

    // The comments keep Handlebars from dropping the lines that hold nothing but a tag.
    public const string ProductHandlebars =
        "<ul id='products'>\n  {{#each Products}}{{! }}\n    <li>\n      <h2>{{{Name}}}</h2>\n           Only {{float Price}}\n           {{{truncate Description 15}}}\n    </li>\n  {{! }}{{/each}}{{! }}\n</ul>\n";

    public const string TableHandlebars = Head
        + "{{#each Rows}}<tr><td>{{Id}}</td><td>{{Name}}</td><td class=\"note\">{{Note}}</td><td>{{Qty}}</td><td>{{Price}}</td><td>{{date Created}}</td></tr>\n{{/each}}"
        + Foot;
}
