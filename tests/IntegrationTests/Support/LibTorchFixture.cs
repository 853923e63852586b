using Gan.Torch.Native;
using Gan.Torch.Tensors;

namespace Gan.IntegrationTests.Support;

/// <summary>libtorch, loaded once and before any test of the class or collection touches TorchSharp.</summary>
public sealed class LibTorchFixture
{
    private static readonly Lazy<LibTorchInfo> Loaded = new(Devices.LoadLibTorch);

    public LibTorchFixture() => _ = Loaded.Value;
}

/// <summary>
/// Tests that compute with tensors in the test process. Nothing runs beside them: the operators of TorchSharp itself that they compare with can lose a number
/// to a garbage collection (NumbersTests), and other tests would bring those on. Tests of the program alone run beside each other.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TensorTests : ICollectionFixture<LibTorchFixture>
{
    public const string Name = "tensors";
}
