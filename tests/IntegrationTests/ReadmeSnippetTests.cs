using Gan.IntegrationTests.Support;
using Gan.Math;
using Gan.Math.CSharp;
using Gan.Math.Losses;
using Gan.Math.Theory;
// <snippet>

static class Example
{
    public static (double Loss, double Slope, double Value) Run()
    {
        Reference real = ReferenceModule.Vector([2.0, 0.5]), fake = ReferenceModule.Vector([-1.0, 0.0]);

        // J_D per sample, from logits.
        Reference loss = NonSaturating.Loss.Discriminator(real, fake);

        // dJ_G / dlogit, exactly, by dual numbers: D(G(z)) - 1. This loss does not look at the real logits.
        Reference slope = Arrays.Derivative(x => NonSaturating.Loss.Generator(x, x), fake);

        // The game's value when the generator has learnt the data: -log 4.
        var data = Distributions.OfWeights([1, 2, 3]);
        return (loss.Values[0], slope.Values[0], GameValue.AtOptimalDiscriminator(data, data));
    }
}
// </snippet>

/// <summary>The C# code that src/Gan.Math/README.md shows, compiled and run.</summary>
public class ReadmeSnippetTests
{
    [Fact]
    public void The_snippet_computes_what_its_comments_say()
    {
        var (loss, slope, value) = Example.Run();
        Assert.Equal(double.Log(1 + double.Exp(-2)) + double.Log(1 + double.Exp(-1)), loss, 1e-12);
        Assert.Equal(-0.7310585786300049, slope, 1e-12);
        Assert.Equal(-double.Log(4), value, 1e-12);
    }

    [Fact]
    public void Readme_shows_the_snippet_as_it_is_compiled()
    {
        var source = File.ReadAllText(Path.Combine(Repository.Root, "tests", "IntegrationTests", "ReadmeSnippetTests.cs"));
        var start = source.IndexOf("// <snippet>\n", StringComparison.Ordinal) + "// <snippet>\n".Length;
        var snippet = source[start..source.IndexOf("// </snippet>", StringComparison.Ordinal)];
        Assert.Contains(snippet, File.ReadAllText(Path.Combine(Repository.Root, "src", "Gan.Math", "README.md")), StringComparison.Ordinal);
    }
}
