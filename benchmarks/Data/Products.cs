namespace Benchmarks.Data;

/// <summary>100 products, in the shape that benchmarks of Liquid engines have long used.</summary>
internal static class Products
{
    private const string Lorem = "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore magna aliqua. Ut enim ad minim veniam, quis nostrud exercitation ullamco laboris nisi ut aliquip ex ea commodo consequat. Duis aute irure dolor in reprehenderit in voluptate velit esse cillum dolore eu fugiat nulla pariatur. Excepteur sint occaecat cupidatat non proident, sunt in culpa qui officia deserunt mollit anim id est laborum";

    public static readonly List<Product> All = [.. Enumerable.Range(0, 100).Select(static i => new Product("Name" + i, i, Lorem))];
}
