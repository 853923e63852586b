using Gan.IntegrationTests.Support;
using Gan.Torch;
using Gan.Torch.Evaluation;
using Gan.Torch.ModelFiles;
using static TorchSharp.torch;

namespace Gan.IntegrationTests;

/// <summary>The file that an interrupted evaluation leaves: read back as it was, or refused.</summary>
public class EvaluationStateTests
{
    private const int Count = 3;
    private const int Attacks = 2;

    private static readonly byte[] Identity = [7, 8];

    private static EvaluationState State()
    {
        var state = new EvaluationState(Count, Attacks) { Next = (1, 0, 2), Queue = [0, 2] };
        (state.Correct[1], state.Robust[2], state.Seconds[0], state.Left[1]) = (true, true, 1.5, 2);
        state.Points[1] = [0.25f, 0.5f];
        return state;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void It_reads_back(bool found)
    {
        using var folder = new TestFolder();
        var state = State();
        if (!found)
            (state.Points[1], state.Queue) = (null, []);
        state.Save(folder["x.state"], Identity);
        var read = EvaluationState.Load(folder["x.state"], Identity, Count, Attacks)!;
        Assert.True(read.Started);
        Assert.Equal((state.Next, state.Queue, state.Left, state.Seconds), (read.Next, read.Queue, read.Left, read.Seconds), (a, b) =>
            a.Next == b.Next && a.Queue.SequenceEqual(b.Queue) && a.Left.SequenceEqual(b.Left) && a.Seconds.SequenceEqual(b.Seconds));
        Assert.Equal(state.Correct, read.Correct);
        Assert.Equal(state.Robust, read.Robust);
        Assert.Equal(state.Points, read.Points);
    }

    [Fact]
    public void What_is_not_its_own_is_refused_by_name()
    {
        using var folder = new TestFolder();
        using var scope = NewDisposeScope();
        var path = folder["x.state"];
        State().Save(path, Identity);
        var tensors = SafetensorsFile.Read(path);
        void Refused(string name, Tensor? other)
        {
            SafetensorsFile.Write(path, [.. tensors.Where(entry => entry.Key != name || other is not null).Select(entry => (entry.Key, entry.Key == name ? other! : entry.Value))]);
            var failure = Assert.Throws<ModelFileException>(() => EvaluationState.Load(path, Identity, Count, Attacks));
            Assert.Contains($"left: its tensor {name} is not", failure.Message, StringComparison.Ordinal);
        }
        // Missing, or of another type.
        foreach (var name in tensors.Keys)
        {
            Refused(name, null);
            Refused(name, tensors[name].half());
        }
        // Of another length.
        foreach (var name in new[] { "correct", "robust", "seconds", "left", "next" })
            Refused(name, zeros(5, tensors[name].dtype));
        Refused("points", zeros(3, 1));
        // Numbers of no example and no attack.
        foreach (var name in new[] { "found", "left", "next", "queue" })
            foreach (var number in new[] { -1, 4, 1L << 40 })
                Refused(name, full_like(tensors[name], number));
    }
}
