namespace Rendering.Tests.Fuzz.Fragments;

/// <summary>Writes made-up templates in the two languages.</summary>
internal static class Spelling
{
    public static string Of(MadeTemplate template)
    {
        var layout = template.Layout is { } name ? Code(template.IsScriban, $"layout '{name}'") : "";
        return layout + All(template.Parts, template.IsScriban);
    }

    private static string All(Part[] parts, bool scriban) => string.Concat(parts.Select(part => One(part, scriban)));

    private static string One(Part part, bool scriban) => part switch
    {
        Words words => words.Text,
        Print print => $"[v{print.Value}:{{{{ v{print.Value} }}}}]",
        PrintUser => "[user:{{ user }}]",
        Assign assign => Code(scriban, scriban ? $"{assign.Name} = v{assign.Value}" : $"assign {assign.Name} = v{assign.Value}"),
        PrintLocal local => $"[v{local.Value}:{{{{ {local.Name} }}}}]",
        PrintIndex index => $"({{{{ {index.Loop} }}}})",
        Loop loop => Code(scriban, $"for {loop.Name} in {(scriban ? $"1..{loop.Count}" : $"(1..{loop.Count})")}") + All(loop.Body, scriban) + End("for", scriban),
        Include include => Including(include, scriban),
        CachedInclude include => CachedIncluding(include, scriban),
        TagHere tag => $"<% cache_tag '{tag.Tag}' %>",
        ExpireHere expire => $"<% cache_expire {expire.Seconds} %>",
        NoStoreHere => "<% no_store 'why' %>",
        Fill fill => Code(scriban, $"section {fill.Name}{(fill.Once is { } once ? $", once: '{once}'" : "")}") + All(fill.Body, scriban) + End("section", scriban),
        AsText text => Code(scriban, $"capture {text.Name}") + All(text.Body, scriban) + End("capture", scriban) + $"{{{{ {text.Name} }}}}",
        Hole hole => $"<% nocache %>{All(hole.Body, scriban)}<% endnocache %>",
        Section section => $"<% cache {string.Join(", ", section.Key.Concat(Settings(section)))} %>{All(section.Body, scriban)}<% endcache %>",
        Each each => $"<% cache_each {each.Name} in (1..{each.Count}), key: {each.Name}{string.Concat(Settings(each.Item).Select(static setting => ", " + setting))} %>{All(each.Item.Body, scriban)}<% endcache_each %>",
        Body => Code(scriban, "renderbody"),
        Yield yield => Code(scriban, $"rendersection {yield.Name}"),
        _ => throw new InvalidOperationException($"{part} cannot be spelled."),
    };

    private static IEnumerable<string> Settings(Section section)
    {
        if (section.Expire is { } expire) yield return $"expire: {expire}";
        if (section.Tags.Length > 0) yield return $"tags: '{string.Join(",", section.Tags)}'";
    }

    private static string Including(Include include, bool scriban)
    {
        var name = include.ByMember ? MemberOf(include.Template) : $"'{include.Template}'";
        return scriban ? $"{{{{ include {name} }}}}" : $"{{% include {name} %}}";
    }

    private static string CachedIncluding(CachedInclude include, bool scriban)
    {
        var separator = scriban ? " cache_" : ", cache_";
        var options = string.Concat(Settings(include.Section).Prepend($"key: {include.Section.Key[0]}").Select(setting => separator + setting));
        return scriban ? $"{{{{ include '{include.Template}'{options} }}}}" : $"{{% include '{include.Template}'{options} %}}";
    }

    /// <summary>The member of the model that holds the name of a template.</summary>
    public static string MemberOf(string template) => "name_" + template[..template.IndexOf('.', StringComparison.Ordinal)];

    private static string Code(bool scriban, string statement) => scriban ? $"{{{{ {statement} }}}}" : $"{{% {statement} %}}";

    private static string End(string word, bool scriban) => scriban ? "{{ end }}" : $"{{% end{word} %}}";
}
