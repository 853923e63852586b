using Gan.IntegrationTests.Support;
using Gan.Torch.Tensors;
using static TorchSharp.torch;

namespace Gan.IntegrationTests;

/// <summary>Operations with numbers while garbage is collected without pause: TorchSharp's own fail here within seconds.</summary>
[Collection(TensorTests.Name)]
public class NumbersTests
{
    private const int Calls = 60_000;

    [Fact]
    public void Numbers_are_not_collected_during_the_native_call()
    {
        using var done = new ManualResetEventSlim();
        var collector = new Thread(() =>
        {
            while (!done.IsSet)
            {
                GC.Collect(0);
                GC.WaitForPendingFinalizers();
            }
        });
        collector.Start();
        try
        {
            using var x = tensor(new[] { -2f, 0f, 3f });
            for (var i = 0; i < Calls; i++)
            {
                using var scope = NewDisposeScope();
                var number = i % 7;
                var moved = x.Plus(number).Times(0.5).Plus(x).Within(-1, 4);
                var expected = new[] { -2f, 0f, 3f }.Select(value => float.Clamp((value + number) * 0.5f + value, -1, 4));
                Assert.Equal(expected, moved.data<float>().ToArray());
                Assert.Equal([0, number + 1f, 0], x.Number(number).Plus(1).Times(1).expand(3).mul(tensor(new[] { 0f, 1f, 0f })).data<float>().ToArray());
                Assert.Equal([-0.4f, 0, 3], x.LeakyRelu(0.2).data<float>().ToArray());
                Assert.Equal(double.Log(2), x.SoftPlus(40)[1].ToNumber(), 1e-6);
                Assert.Equal([true, false, true], x.IsNotZero().data<bool>().ToArray());
            }
        }
        finally
        {
            done.Set();
            collector.Join();
        }
    }
}
