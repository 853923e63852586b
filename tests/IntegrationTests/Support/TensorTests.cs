namespace Gan.IntegrationTests.Support;

/// <summary>
/// Tests beside which nothing runs: they count tensors, or compare with operators of TorchSharp that can lose a number to a garbage collection
/// (NumbersTests), and other tests would bring those on.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TensorTests
{
    public const string Name = "tensors";
}
