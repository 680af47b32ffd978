using Usher.Tidy.Rules;

namespace Usher.Tidy;

public sealed class TypeTests(Repository repository) : IClassFixture<Repository>
{
    [Fact]
    public void No_type_has_an_empty_name() => Tidy.None(repository.Files.SelectMany(TypeRules.EmptyNames));

    [Fact]
    public void A_file_holds_one_type_or_a_closed_family() => Tidy.None(repository.Files.SelectMany(TypeRules.CrowdedFiles));

    [Fact]
    public void Public_classes_are_sealed_abstract_or_static() => Tidy.None(TypeRules.OpenClasses(repository.Files));

    [Theory]
    [InlineData("public sealed class LeaseManager;")]
    [InlineData("internal static class PathHelper { }")]
    [InlineData("public readonly record struct LicInfo(int A);")]
    [InlineData("public interface IUtilSource { }")]
    public void An_empty_name_is_found(string declaration) => Assert.Single(TypeRules.EmptyNames(Tidy.File("src/A.cs", declaration)));

    [Theory]
    [InlineData("public sealed record Metadata(int A);")]
    [InlineData("// class LeaseManager")]
    [InlineData("const string A = \"class LeaseManager\";")]
    public void A_name_that_says_something_passes(string line) => Assert.Empty(TypeRules.EmptyNames(Tidy.File("src/A.cs", line)));

    [Theory]
    [InlineData("public sealed class A { }", "internal enum B { C }")]
    [InlineData("public sealed class A { }", "public sealed class B;")]
    [InlineData("public interface IA { }", "public sealed record B;")]
    [InlineData("public sealed class AException : Exception;", "public sealed class B;")]
    public void A_crowded_file_is_found(string one, string other) =>
        Assert.Single(TypeRules.CrowdedFiles(Tidy.File("src/A.cs", "namespace N;", one, other)));

    [Theory]
    [InlineData("public abstract record A;", "public sealed record B : A;")]
    [InlineData("public abstract class AException : Exception;", "public sealed class BException : AException;")]
    [InlineData("public sealed class A {", "private sealed class B { } }")]
    [InlineData("public sealed class A { }", "file sealed class B { }")]
    [InlineData("public sealed partial class A { }", "partial class A { }")]
    public void A_family_a_nested_type_and_a_file_local_type_pass(string one, string other) =>
        Assert.Empty(TypeRules.CrowdedFiles(Tidy.File("src/A.cs", "namespace N;", one, other)));

    [Theory]
    [InlineData("public class A { }")]
    [InlineData("public partial class A { }")]
    [InlineData("public record A(int B);")]
    [InlineData("internal sealed class A {\n  public class B { } }")]
    public void An_open_class_is_found(string declaration) => Assert.Single(TypeRules.OpenClasses([Tidy.File("src/A.cs", declaration)]));

    [Fact]
    public void One_sealed_part_seals_a_partial_class() => Assert.Empty(TypeRules.OpenClasses(
        [Tidy.File("src/A.cs", "public sealed partial class A { }"), Tidy.File("src/A.More.cs", "public partial class A { }")]));

    [Theory]
    [InlineData("public record struct A(int B);")]
    [InlineData("public abstract class A { }")]
    [InlineData("internal class A { }")]
    public void What_cannot_or_may_be_inherited_passes(string declaration) => Assert.Empty(TypeRules.OpenClasses([Tidy.File("src/A.cs", declaration)]));
}
