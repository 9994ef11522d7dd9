using System.Buffers;
using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Caching.Entries;

namespace Caching.Tests.Entries;

public sealed class SerializerDemandTests
{
    private static readonly SerializerTable Table = new(FrozenDictionary<Type, object>.Empty, JsonSerializerOptions.Default);

    public static readonly TheoryData<Type> WholeTypes =
    [
        typeof(string), typeof(byte[]), typeof(ReadOnlyMemory<byte>), typeof(Memory<byte>), typeof(int), typeof(int?), typeof(double), typeof(bool),
        typeof(char), typeof(decimal), typeof(Guid), typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeSpan), typeof(DayOfWeek),
        typeof(Uri), typeof(Version), typeof(Int128), typeof(Half), typeof(int[]), typeof(int[][]), typeof(List<string>), typeof(IReadOnlyList<string>),
        typeof(IEnumerable<int>), typeof(HashSet<int>), typeof(Queue<int>), typeof(Dictionary<string, int>), typeof(IReadOnlyDictionary<Guid, int[]>),
        typeof(Dictionary<DayOfWeek, int>), typeof(SortedDictionary<int, string>), typeof(ImmutableArray<int>), typeof(ImmutableDictionary<string, int>),
        typeof(ConcurrentDictionary<string, int>), typeof(KeyValuePair<string, int>), typeof(Tuple<int, string>), typeof(JsonElement), typeof(JsonObject),
        typeof(Whole.Point), typeof(Whole.Money), typeof(Whole.Money?), typeof(Whole.Order), typeof(Whole.Line), typeof(Whole.Tree),
        typeof(Whole.Immutable), typeof(Whole.Included), typeof(Whole.Populated), typeof(Whole.Shape), typeof(Whole.Numbers), typeof(Whole.Empty),
    ];

    public static readonly TheoryData<Type, string> LossyTypes = new()
    {
        { typeof(object), "is an object" },
        { typeof(object[]), "Object[][] is an object" },
        { typeof(Dictionary<string, object>), "[] is an object" },
        { typeof(ArrayList), "[] is an object" },
        { typeof((int, string)), ".Item1 is a field" },
        { typeof(List<(int Id, string Name)>), "[].Item1 is a field" },
        { typeof(int[,]), "Int32[,]" },
        { typeof(Action), "System.Action" },
        { typeof(Func<int>), "System.Func" },
        { typeof(Type), "System.Type" },
        { typeof(nint), "IntPtr" },
        { typeof(int).MakePointerType(), "Int32*" },
        { typeof(Span<int>), "Span" },
        { typeof(IAsyncEnumerable<int>), "once" },
        { typeof(Stream), "System.IO.Stream" },
        { typeof(MemoryStream), "MemoryStream.CanRead" },
        { typeof(Task<int>), "Task`1.Result" },
        { typeof(Lazy<int>), "Lazy`1.IsValueCreated" },
        { typeof(StringBuilder), "StringBuilder.MaxCapacity" },
        { typeof(Exception), "Exception.TargetSite" },
        { typeof(CancellationToken), "CancellationToken.IsCancellationRequested" },
        { typeof(IComparable), "System.IComparable" },
        { typeof(Stack<int>), "reverse" },
        { typeof(ConcurrentStack<int>), "reverse" },
        { typeof(ImmutableStack<int>), "reverse" },
        { typeof(ReadOnlyCollection<int>), "cannot fill" },
        { typeof(FrozenSet<int>), "cannot fill" },
        { typeof(ILookup<int, int>), "cannot fill" },
        { typeof(Dictionary<int[], int>), "keys it cannot read" },
        { typeof(Lossy.GetterOnly), "GetterOnly.Id has neither" },
        { typeof(Lossy.PrivateSetter), "PrivateSetter.Id has neither" },
        { typeof(Lossy.DomainOrder), "DomainOrder.Items has neither" },
        { typeof(Lossy.Fields), "Fields.Id is a field" },
        { typeof(Lossy.NoGetter), "NoGetter.Id has no public getter" },
        { typeof(Lossy.TwoConstructors), "no constructor" },
        { typeof(Lossy.OtherParameter), "takes number" },
        { typeof(Lossy.Hidden), "writes nothing" },
        { typeof(Lossy.Holder<Lossy.Fields>), "Holder`1.Held.Id is a field" },
        { typeof(Lossy.Holder<List<Lossy.GetterOnly>>), "Holder`1.Held[].Id has neither" },
        { typeof(Lossy.Animal), "JsonDerivedType" },
        { typeof(List<Lossy.Animal>), "JsonDerivedType" },
        { typeof(Lossy.Canine), "Wolf.Teeth has neither" },
        { typeof(Lossy.Named), "not Name" },
    };

    [Theory]
    [MemberData(nameof(WholeTypes))]
    public void A_type_that_comes_back_whole_is_taken(Type type) => Assert.Null(Loss(Table, type));

    [Theory]
    [MemberData(nameof(LossyTypes))]
    public void A_type_that_cannot_round_trip_is_an_error_that_names_it(Type type, string lost)
    {
        var reason = JsonLoss.Find(type, JsonSerializerOptions.Default);
        Assert.NotNull(reason);
        Assert.Contains(lost, reason);
        if (type.IsByRefLike || type.IsPointer) return;
        for (var i = 0; i < 2; i++)
        {
            var error = Loss(Table, type);
            Assert.NotNull(error);
            Assert.Equal(type, error.Type);
            Assert.Contains(type.ToString(), error.Message);
            Assert.Contains(reason, error.Message);
            Assert.Contains("ICacheSerializer", error.Message);
            Assert.Contains("[CacheSerializer]", error.Message);
        }
    }

    [Fact]
    public void What_is_taken_does_come_back_whole()
    {
        ComesBack(new Whole.Order(1, [new() { Name = "tea", Amount = 2 }], new() { ["a"] = 1 }, new(1.50m, "EUR"), [new(1, 2)]));
        ComesBack(new Whole.Tree { Name = "a", Children = [new() { Name = "b" }] });
        ComesBack(new Whole.Immutable("a"));
        ComesBack(new Whole.Populated { Items = { 1, 2 } });
        ComesBack<Whole.Shape>(new Whole.Circle { Radius = 1.5 });
        ComesBack(Tuple.Create(1, "a"));
        ComesBack(new KeyValuePair<string, int>("a", 1));
        ComesBack(ImmutableArray.Create(1, 2));
    }

    [Fact]
    public void A_serializer_of_its_own_or_a_converter_settles_it()
    {
        Assert.Null(Loss(new(new Dictionary<Type, object> { [typeof(Lossy.Fields)] = new Mine() }, JsonSerializerOptions.Default), typeof(Lossy.Fields)));
        Assert.Null(Loss(Table, typeof(Brings)));
        Assert.Null(Loss(Table, typeof(Lossy.Holder<Converted>)));
    }

    [Fact]
    public void The_options_of_json_count()
    {
        SerializerTable fields = new(FrozenDictionary<Type, object>.Empty, new() { IncludeFields = true });
        Assert.Null(Loss(fields, typeof((int, string))));
        Assert.Null(Loss(fields, typeof(Lossy.Fields)));
        SerializerTable populates = new(
            FrozenDictionary<Type, object>.Empty, new() { PreferredObjectCreationHandling = JsonObjectCreationHandling.Populate });
        Assert.NotNull(Loss(populates, typeof(Lossy.GetterOnly)));
    }

    [Fact]
    public void A_type_is_looked_at_once()
    {
        Table.Demand<Whole.Order>();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) Table.Demand<Whole.Order>();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static void ComesBack<T>(T value)
    {
        Table.Demand<T>();
        var output = new ArrayBufferWriter<byte>();
        Table.Get<T>().Write(value, output);
        var read = Table.Get<T>().Read(output.WrittenSpan);
        Assert.IsType(value!.GetType(), read);
        Assert.Equivalent(value, read, strict: true);
    }

    private static CacheSerializationException? Loss(SerializerTable table, Type type)
    {
        var demand = typeof(SerializerTable).GetMethod(nameof(SerializerTable.Demand))!.MakeGenericMethod(type).CreateDelegate<Action>(table);
        return (CacheSerializationException?)Record.Exception(demand);
    }

    private sealed class Mine : ICacheSerializer<Lossy.Fields>
    {
        public string Form => "mine";

        public void Write(Lossy.Fields value, IBufferWriter<byte> output) => output.Write(BitConverter.GetBytes(value.Id));

        public Lossy.Fields Read(ReadOnlySpan<byte> bytes) => new() { Id = BitConverter.ToInt32(bytes) };
    }

    [CacheSerializer(typeof(Own))]
    private sealed class Brings
    {
        public int Id = 1;

        public sealed class Own : ICacheSerializer<Brings>
        {
            public string Form => "brings";

            public void Write(Brings value, IBufferWriter<byte> output) => output.Write(BitConverter.GetBytes(value.Id));

            public Brings Read(ReadOnlySpan<byte> bytes) => new() { Id = BitConverter.ToInt32(bytes) };
        }
    }

    [JsonConverter(typeof(Converter))]
    private sealed record Converted
    {
        public int Id = 1;

        public sealed class Converter : JsonConverter<Converted>
        {
            public override Converted Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new() { Id = reader.GetInt32() };

            public override void Write(Utf8JsonWriter writer, Converted value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Id);
        }
    }
}
