using Gan.Host.Cli;
using Gan.IntegrationTests.Support;
using Gan.Torch.Modalities;
using Gan.Torch.Networks;
using static TorchSharp.torch;

namespace Gan.IntegrationTests;

/// <summary>Things that docs/add adds, used; and the files that are generated from the declarations of settings.</summary>
public class RecipeTests
{
    [Fact]
    public void The_network_of_the_recipe_is_a_classifier_of_what_it_says()
    {
        using var scope = NewDisposeScope();
        using var network = LeNet5.Architecture.Create(7);
        Assert.Equal([3, 7], network.forward(rand(3, 1, 28, 28)).shape);
        Assert.Equal([7], network.named_parameters().Single(entry => entry.name == LeNet5.Architecture.LastBias).parameter.shape);
        Assert.True(LeNet5.Architecture.Fits(new KuzushijiData().Shape));
        Assert.DoesNotContain(ClassifierArchitectures.All, known => known.Name == LeNet5.Architecture.Name);
    }

    [Fact]
    public void The_data_set_of_the_recipe_reads_its_folder()
    {
        using var folder = new TestFolder();
        Directory.CreateDirectory(folder["kmnist"]);
        foreach (var (split, count) in new[] { ("train", 6), ("t10k", 4) })
        {
            File.WriteAllBytes(folder[$"kmnist/{split}-images-idx3-ubyte"], IdxBytes.Of(0x803, [count, 28, 28], new byte[count * 28 * 28]));
            File.WriteAllBytes(folder[$"kmnist/{split}-labels-idx1-ubyte"], IdxBytes.Of(0x801, [count], [.. Enumerable.Range(0, count).Select(i => (byte)i)]));
        }
        var data = new KuzushijiData();
        Assert.Equal(6, data.TrainingImages(folder.Root, 0, 1).Count);
        Assert.Equal([0, 1, 2, 3], data.TestImages(folder.Root, 0).Labels.ToArray().Select(label => (int)label));
        Assert.DoesNotContain(DataSets.All, known => known.Name == data.Name);
    }

    [Theory]
    [InlineData("json", "src/Gan.Host/appsettings.json")]
    [InlineData("markdown", "docs/reference/settings.md")]
    public void Generated_files_are_what_gan_settings_prints(string format, string file) =>
        Assert.Equal(File.ReadAllText(Path.Combine(Repository.Root, file)), SettingsVerb.Text("", format));
}
