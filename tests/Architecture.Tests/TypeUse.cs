using System.Reflection;
using System.Reflection.Emit;

namespace Architecture.Tests;

/// <summary>The types that a type uses: what it derives from, its members' types, and what its methods' code names. From the compiled assembly, so no spelling hides one.</summary>
internal static class TypeUse
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(static field => (OpCode)field.GetValue(null)!).ToDictionary(static code => code.Value);

    public static HashSet<Type> Of(Type type)
    {
        var used = new HashSet<Type>();
        Add(used, type.BaseType);
        foreach (var contract in type.GetInterfaces()) Add(used, contract);
        foreach (var field in type.GetFields(All)) Add(used, field.FieldType);
        foreach (var method in type.GetMembers(All).OfType<MethodBase>())
        {
            if (method is MethodInfo { ReturnType: var result }) Add(used, result);
            foreach (var parameter in method.GetParameters()) Add(used, parameter.ParameterType);
            if (method.GetMethodBody() is not { } body) continue;
            foreach (var local in body.LocalVariables) Add(used, local.LocalType);
            foreach (var token in Tokens(body.GetILAsByteArray()!)) Add(used, Resolve(method, token));
        }
        return used;
    }

    private static void Add(HashSet<Type> used, Type? type)
    {
        if (type is null) return;
        if (type.HasElementType)
        {
            Add(used, type.GetElementType());
            return;
        }
        foreach (var argument in type.GenericTypeArguments) Add(used, argument);
        if (!type.IsGenericParameter) used.Add(type.IsGenericType ? type.GetGenericTypeDefinition() : type);
    }

    private static Type? Resolve(MethodBase method, int token)
    {
        var outer = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null;
        var own = method.IsGenericMethod ? method.GetGenericArguments() : null;
        return method.Module.ResolveMember(token, outer, own) is { } member ? member as Type ?? member.DeclaringType : null;
    }

    // The operands that name a type or a member. A switch is followed by a table, a length before it.
    private static IEnumerable<int> Tokens(byte[] code)
    {
        for (var i = 0; i < code.Length;)
        {
            var operation = Codes[code[i] == 0xfe ? (short)(0xfe00 | code[i + 1]) : code[i]];
            i += operation.Size;
            if (operation.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
                yield return BitConverter.ToInt32(code, i);
            i += operation.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(code, i),
                _ => 4,
            };
        }
    }
}
