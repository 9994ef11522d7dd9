namespace Caching.Redis.Tests.Support;

/// <summary>A test that needs a redis-server. In this project every <c>[Fact]</c> is one.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RedisFactAttribute : Xunit.FactAttribute
{
    public RedisFactAttribute() => Skip = RedisServer.Missing!;
}

/// <summary>The same for <c>[Theory]</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RedisTheoryAttribute : Xunit.TheoryAttribute
{
    public RedisTheoryAttribute() => Skip = RedisServer.Missing!;
}
