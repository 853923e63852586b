using static TorchSharp.torch;

namespace Gan.Host.Loop;

/// <summary>Tells during training how far samples are from the data.</summary>
internal interface ISampleJudge : IDisposable
{
    /// <summary>The distance of samples [N, C, H, W] on the CPU, in parts; the same samples have the same.</summary>
    double Distance(IEnumerable<Tensor> samples);
}
