using System.Text.RegularExpressions;
using Gan.IntegrationTests.Support;

namespace Gan.IntegrationTests;

/// <summary>Neither the library nor the host holds a formula of its own: losses, updates and penalties are the core's.</summary>
public class ArchitectureTests
{
    private static string[] CSharp => [.. Sources("Gan.Torch", "*.cs"), .. Sources("Gan.Host", "*.cs")];

    private static string[] Sources(string folder, string pattern) =>
        [.. Directory.GetFiles(Path.Combine(Repository.Root, "src", folder), pattern, SearchOption.AllDirectories)
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal))];

    // Lines of code, not of comments, that break a rule, and where they stand.
    private static IEnumerable<string> Lines(IEnumerable<string> sources, Func<(string Place, string Line), bool> breaks) => sources
        .SelectMany(path => File.ReadLines(path).Select((line, index) => (Place: $"{Path.GetFileName(path)}:{index + 1}", Line: line.Trim())))
        .Where(source => !source.Line.StartsWith("//", StringComparison.Ordinal) && breaks(source))
        .Select(source => $"{source.Place} {source.Line}");

    // What a second copy of a loss, an update or a penalty would be written with.
    [Fact]
    public void Library_and_host_contain_no_loss_or_update_arithmetic()
    {
        var forbidden = new Regex(
            @"\b(softplus|logsigmoid|binary_cross_entropy\w*|mse_loss|l1_loss|hinge_embedding_loss|nll_loss|cross_entropy|kl_div|relu|BCE\w*|MSELoss|addcdiv_?|addcmul_?|lerp_?|clip_grad\w*|clamp_?|optim|pow|square|rsqrt)\b\s*[.(]",
            RegexOptions.IgnoreCase);
        // The interpretation itself; drawing, which is not training; and the lines below that clamp what is no tensor.
        string[] exempt = ["TorchTensor.cs", "Numbers.cs"];
        string[] drawing = ["/Modalities/", "/Data/", "/Telemetry/"];
        var sources = CSharp.Where(path => !exempt.Contains(Path.GetFileName(path)) && !drawing.Any(folder => path.Contains(folder, StringComparison.Ordinal)));
        Assert.Empty(Lines(sources, source => forbidden.IsMatch(source.Line.Replace("int.Clamp(", "", StringComparison.Ordinal).Replace("long.Clamp(", "", StringComparison.Ordinal).Replace(Activation(source.Place), "", StringComparison.Ordinal))));
    }

    // Between the layers of a network it is no hinge of a loss.
    private static string Activation(string place) =>
        File.Exists(Path.Combine(Repository.Root, "src", "Gan.Torch", "Networks", place.Split(':')[0])) ? ".relu()" : "no activation";

    // In a step, numbers are counted and compared; nothing is computed from a loss, a gradient or a parameter.
    [Fact]
    public void A_step_does_no_arithmetic_on_tensors()
    {
        var arithmetic = new Regex(@"\b(loss|gradient|logits|fake|real|values\[\d\]) [-*/] |[^/] [-*/] (loss|gradient|logits|fake|real)\b|\.(mul|sub|div|neg|exp|log|sqrt)_?\(", RegexOptions.IgnoreCase);
        Assert.Empty(Lines(CSharp.Where(path => path.Contains("/Training/", StringComparison.Ordinal) || path.Contains("/Loop/", StringComparison.Ordinal)), source => arithmetic.IsMatch(source.Line)));
    }

    // TorchSharp reads these through a wrapper that may be collected while it does (decision 0013).
    [Fact]
    public void Numbers_are_read_from_tensors_without_a_wrapper()
    {
        var wrapped = new Regex(@"\.To(Scalar|Double|Single|Int32|Int64|Boolean)\(\)");
        Assert.Empty(Lines(CSharp, source => wrapped.IsMatch(source.Line)));
    }

    [Fact]
    public void The_core_changes_nothing_in_place_outside_its_hot_loops()
    {
        string[] loops = ["Fused.fs", "Seeds.fs"];
        Assert.Empty(Lines(Sources("Gan.Math", "*.fs").Where(path => !loops.Contains(Path.GetFileName(path))), source => Regex.IsMatch(source.Line, @"\bmutable\b|<-|\bref\b")));
    }

    // The project finds these files by itself, in the order of the file system: one that named another would build on some machines only.
    [Theory]
    [InlineData("Losses")]
    [InlineData("Penalties")]
    [InlineData("Turns")]
    [InlineData("Attacks")]
    [InlineData("Robust")]
    public void Files_that_are_compiled_in_any_order_do_not_name_each_other(string folder)
    {
        var core = Path.Combine(Repository.Root, "src", "Gan.Math");
        var project = File.ReadAllText(Path.Combine(core, "Gan.Math.fsproj"));
        var ordered = Regex.Matches(project, $"Include=\"{folder}/(\\w+)\\.fs\"").Select(match => match.Groups[1].Value);
        string[] free = [.. Directory.GetFiles(Path.Combine(core, folder), "*.fs").Select(path => Path.GetFileNameWithoutExtension(path)).Except(ordered)];
        Assert.NotEmpty(free);
        foreach (var file in free)
        {
            var text = File.ReadAllText(Path.Combine(core, folder, file + ".fs"));
            Assert.DoesNotContain(free, other => other != file && Regex.IsMatch(text, $@"\b{other}\."));
        }
    }

    [Fact]
    public void Lines_of_CSharp_are_at_most_140_columns_wide() =>
        Assert.DoesNotContain(
            CSharp.SelectMany(path => File.ReadLines(path).Select((line, index) => (Place: $"{Path.GetFileName(path)}:{index + 1}", line.Length))),
            line => line.Length > 140);

    [Fact]
    public void Files_are_at_most_200_lines_long() =>
        Assert.DoesNotContain(
            new[] { "*.cs", "*.fs", "*.fsi" }.SelectMany(pattern => Sources("", pattern)).Select(path => (path, File.ReadLines(path).Count())),
            file => file.Item2 > 200);

    // A summary is read alone: in a tooltip, in an index.
    [Fact]
    public void Summaries_name_their_subject()
    {
        var pointing = new Regex(@"^\s*///\s*(<summary>\s*)?(That of|Those|The same|What|Whether)\b");
        bool Begins(string[] lines, int index) => index == 0 || !lines[index - 1].TrimStart().StartsWith("///", StringComparison.Ordinal)
            || lines[index - 1].Trim() == "/// <summary>" || lines[index].Contains("<summary>", StringComparison.Ordinal);
        string[] sources = [.. new[] { "src", "tests", "bench", "extras", "examples" }.SelectMany(folder => new[] { "*.cs", "*.fs", "*.fsi" }.SelectMany(pattern => Sources($"../{folder}", pattern)))];
        Assert.NotEmpty(sources);
        Assert.Empty(sources.SelectMany(path =>
        {
            var lines = File.ReadAllLines(path);
            return Enumerable.Range(0, lines.Length).Where(index => pointing.IsMatch(lines[index]) && Begins(lines, index)).Select(index => $"{path}:{index + 1}");
        }));
    }
}
