using Gan.Host.Tensors;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Gan.IntegrationTests.Support;

/// <summary>libtorch, loaded before any test of the collection touches TorchSharp.</summary>
public sealed class LibTorchFixture
{
    public LibTorchFixture() => Devices.LoadLibTorch();
}

/// <summary>Tests that use tensors in the test process.</summary>
[CollectionDefinition(Name)]
public sealed class TensorTests : ICollectionFixture<LibTorchFixture>
{
    public const string Name = "tensors";
}
