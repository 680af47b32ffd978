using FsCheck;
using FsCheck.Fluent;

namespace Usher.Ports.Tests;

/// <summary>Text that no parser may stumble over: arbitrary, and good samples with a part cut out, doubled or replaced.</summary>
internal static class AnyText
{
    public static void Survives(Action<string> parse, params string[] samples)
    {
        var arbitrary = ArbMap.Default.GeneratorFor<string>().Select(text => text ?? "");
        var broken = from sample in Gen.Elements(samples)
                     from start in Gen.Choose(0, sample.Length)
                     from length in Gen.Choose(0, sample.Length - start)
                     from copies in Gen.Choose(0, 2)
                     from other in arbitrary
                     select sample[..start] + string.Concat(Enumerable.Repeat(sample.Substring(start, length), copies)) + other + sample[(start + length)..];
        Prop.ForAll(Gen.OneOf(arbitrary, broken).ToArbitrary(), parse).QuickCheckThrowOnFailure();
    }
}
