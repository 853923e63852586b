using Gan.Host;
using Gan.IntegrationTests.Support;
using Gan.Torch;
using Gan.Torch.Evaluation;
using Gan.Torch.ModelFiles;
using Gan.Torch.Networks;
using static TorchSharp.torch;

namespace Gan.IntegrationTests;

/// <summary>Weights as other programs write them: other precisions, PyTorch's wrappers, counters; and those that no network can use.</summary>
public class BroughtWeightsTests
{
    private static GanResult Attack(string model, params string[] more) =>
        GanProgram.Run(["attack", "--model", model, "--arch", "small-cnn", "--data", "digits", "--device", "cpu", "--norm", "linf", "--eps", "0.1", "--attack", "fgsm", "--count", "4", .. more]);

    private static (string Name, Tensor Value)[] Trained() =>
        [.. TrainedClassifier.Create().named_parameters().Select(entry => (entry.name, (Tensor)entry.parameter))];

    private static string Refused(string path)
    {
        var result = Attack(path);
        Assert.Equal(ExitCode.Unreadable, result.ExitCode);
        Assert.Equal(2, result.Error.Split(path).Length);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
        return result.Error;
    }

    [Theory]
    [InlineData(ScalarType.Float16, "F16", 1e-3)]
    [InlineData(ScalarType.BFloat16, "BF16", 1e-2)]
    [InlineData(ScalarType.Float64, "F64", 0)]
    public void Other_precisions_are_converted_with_a_word(ScalarType type, string name, double precision)
    {
        using var folder = new TestFolder();
        using var scope = NewDisposeScope();
        var path = folder["x.safetensors"];
        SafetensorsFile.Write(path, [.. Trained().Select(entry => (entry.Name, entry.Value.to(type)))]);
        List<string> told = [];
        using var read = ClassifierWeights.InFile(path, "small-cnn").Load(CPU, ScalarType.Float32, told.Add);
        foreach (var (found, (_, value)) in read.parameters().Zip(Trained()))
        {
            Assert.Equal(ScalarType.Float32, found.dtype);
            Assert.True((found - value).abs().le(precision * value.abs() + 1e-7).all().item<bool>());
        }
        Assert.Equal([$"{path}: 8 tensors of {name} are converted to float32."], told);
    }

    // Said once, though the network is read twice.
    [Fact]
    public void Wrapped_weights_with_counters_are_understood()
    {
        using var folder = new TestFolder();
        using var scope = NewDisposeScope();
        var path = folder["x.safetensors"];
        SafetensorsFile.Write(path, [.. Trained().Select(entry => ($"module._orig_mod.{entry.Name}", entry.Value.half())), ("module._orig_mod.bn1.num_batches_tracked", tensor(42L))]);
        var result = Attack(path, "--precision", "bfloat16");
        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Equal(3, result.Error.Split(path).Length);
        Assert.Contains($"{path}: module._orig_mod., which every name begins with, is left out.", result.Error, StringComparison.Ordinal);
        Assert.Contains($"{path}: 8 tensors of F16 are converted to float32.", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "a")]
    [InlineData("module.", "module.a", "module.b")]
    [InlineData("_orig_mod.module.", "_orig_mod.module.a", "_orig_mod.module.b.c")]
    [InlineData("", "module.a", "b")]
    [InlineData("module.", "module.module.a", "module.b")]
    [InlineData("")]
    public void Only_what_wrappers_put_before_every_name_is_a_prefix(string prefix, params string[] names) =>
        Assert.Equal(prefix, BroughtWeights.Prefix(names));

    // A head of another number of classes under a prefix; and one without its weights, for which no network is built.
    [Fact]
    public void The_number_of_logits_is_that_of_a_last_layer_that_is_there()
    {
        using var folder = new TestFolder();
        using var scope = NewDisposeScope();
        var path = folder["x.safetensors"];
        var module = ClassifierArchitectures.Named("small-cnn").Create(7);
        SafetensorsFile.Write(path, [.. module.named_parameters().Select(entry => ($"module.{entry.name}", (Tensor)entry.parameter))]);
        Assert.Equal(7, ClassifierWeights.InFile(path, "small-cnn").Outputs);
        SafetensorsFile.Write(path, [("fc2.bias", zeros(1_000_000)), ("fc2.weight", zeros(1_000_000, 1))]);
        Assert.Equal(10, ClassifierWeights.InFile(path, "small-cnn").Outputs);
        Assert.Contains("conv1.weight is missing", Refused(path), StringComparison.Ordinal);
    }

    [Fact]
    public void Values_that_no_network_can_use_are_refused_with_their_names()
    {
        using var folder = new TestFolder();
        using var scope = NewDisposeScope();
        string With(string name, Func<Tensor, Tensor> change)
        {
            SafetensorsFile.Write(folder["x.safetensors"], [.. Trained().Select(entry => (entry.Name, entry.Name == name ? change(entry.Value) : entry.Value))]);
            return Refused(folder["x.safetensors"]);
        }
        Assert.Contains("conv2.weight has values that are not finite.", With("conv2.weight", value => value * double.NaN), StringComparison.Ordinal);
        Assert.Contains("fc2.bias has values that are not finite.", With("fc2.bias", value => (value * double.PositiveInfinity).half()), StringComparison.Ordinal);
        Assert.Contains("fc1.bias has values beyond the range of float32.", With("fc1.bias", value => value.to(float64) * 0 + 1e39), StringComparison.Ordinal);
        Assert.Contains("fc1.bias has type Int64 instead of Float32.", With("fc1.bias", value => value.to(int64)), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_names_that_do_not_fit_the_first_few_are_shown()
    {
        using var folder = new TestFolder();
        using var scope = NewDisposeScope();
        SafetensorsFile.Write(folder["x.safetensors"], [.. Trained().Select(entry => ($"net.{entry.Name}", entry.Value))]);
        var error = Refused(folder["x.safetensors"]);
        Assert.Equal(5, error.Split(" is missing").Length - 1);
        Assert.Contains("; and 11 more.", error, StringComparison.Ordinal);
    }

    // A checkpoint is the program's own: nothing about it is converted or left out.
    [Fact]
    public void A_checkpoint_is_read_as_it_was_written()
    {
        using var folder = new TestFolder();
        using var scope = NewDisposeScope();
        SafetensorsFile.Write(folder["x.safetensors"], [("a", ones(3).half()), ("num_batches_tracked", tensor(42L))]);
        var failure = Assert.Throws<ModelFileException>(() => WeightsLoader.Load([("a", zeros(3))], folder["x.safetensors"]));
        Assert.Contains("num_batches_tracked is not expected; a has type Float16 instead of Float32.", failure.Message, StringComparison.Ordinal);
    }
}
