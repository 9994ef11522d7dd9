using System.Text.Json.Serialization;

#pragma warning disable CS0649, CA1823, IDE0051, IDE0052 // Fields that nobody sets are the matter here.

namespace Caching.Tests.Entries;

/// <summary>Classes as people write them, of which JSON keeps all.</summary>
internal static class Whole
{
    public sealed record Point(int X, int Y);

    public readonly record struct Money(decimal Amount, string Currency);

    public sealed record Order(int Id, List<Line> Lines, Dictionary<string, int> Stock, Money? Total, Point[] Route)
    {
        public int Count => Lines.Count;
    }

    public sealed class Line
    {
        private string _name = "";

        public required string Name { get => _name; set => _name = value; }

        public int Amount { get; init; }
    }

    public sealed class Tree
    {
        public string Name { get; set; } = "";

        public List<Tree> Children { get; set; } = [];
    }

    public sealed class Immutable(string name)
    {
        public string Name { get; } = name;
    }

    public sealed class Included
    {
        [JsonInclude]
        public int Field;

        [JsonInclude]
        public int Set { get; private set; }

        [JsonIgnore]
        public Type? Left { get; set; }
    }

    public sealed class Populated
    {
        [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
        public List<int> Items { get; } = [];
    }

    [JsonDerivedType(typeof(Circle), "circle")]
    public abstract class Shape
    {
        public abstract string Kind { get; }
    }

    public sealed class Circle : Shape
    {
        public double Radius { get; set; }

        public override string Kind => "circle";
    }

    public sealed class Numbers : List<int>;

    public sealed class Empty;
}

/// <summary>Classes as people write them, of which JSON loses something.</summary>
internal static class Lossy
{
    public sealed class GetterOnly
    {
        public int Id { get; } = 1;
    }

    public sealed class PrivateSetter
    {
        public int Id { get; private set; } = 1;
    }

    public sealed class DomainOrder
    {
        private readonly List<int> _items = [];

        public IReadOnlyList<int> Items => _items;
    }

    public sealed class Fields
    {
        public int Id;
    }

    public sealed class NoGetter
    {
        public int Id { private get; set; }

        public int Half => Id / 2;
    }

    public sealed class TwoConstructors
    {
        public TwoConstructors(int id) => Id = id;

        public TwoConstructors(int id, string name) => Id = id + name.Length;

        public int Id { get; set; }
    }

    public sealed class OtherParameter(int number)
    {
        public int Id { get; set; } = number;
    }

    public sealed class Hidden
    {
        private readonly int _id = 1;

        public override string ToString() => $"{_id}";
    }

    public sealed class Holder<T>
    {
        public T? Held { get; set; }
    }

    public abstract class Animal
    {
        public int Legs { get; set; }
    }

    [JsonDerivedType(typeof(Wolf), "wolf")]
    public abstract class Canine;

    public sealed class Wolf : Canine
    {
        public int Teeth { get; } = 42;
    }

    public sealed class Named : List<int>
    {
        public string Name { get; set; } = "";
    }
}
