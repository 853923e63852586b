using Gan.Torch.ModelFiles;
using Gan.Torch.Tensors;
using static TorchSharp.torch;

namespace Gan.Torch.Evaluation;

/// <summary>
/// How far an evaluation has come: everything that a killed one needs to go on as if nothing had happened.
/// </summary>
internal sealed class EvaluationState
{
    private (double Work, long Steps) _together;
    private long _stepped;

    /// <param name="count">Examples.</param>
    /// <param name="attacks">Attacks of the plan.</param>
    public EvaluationState(int count, int attacks)
    {
        Robust = new bool[count];
        Correct = new bool[count];
        Points = new float[count][];
        Seconds = new double[attacks];
        Left = new int[attacks];
    }

    /// <summary>True if the clean images have been classified.</summary>
    public bool Started { get; set; }

    /// <summary>Examples classified correctly without an attack.</summary>
    public bool[] Correct { get; }

    /// <summary>Examples that are still classified correctly.</summary>
    public bool[] Robust { get; }

    /// <summary>Adversarial images of those that are not robust any more.</summary>
    public float[]?[] Points { get; }

    /// <summary>Time of each attack.</summary>
    public double[] Seconds { get; }

    /// <summary>Robust examples after each attack.</summary>
    public int[] Left { get; }

    /// <summary>Work done since it was read, in steps with a gradient of one example.</summary>
    public double Work { get; set; }

    /// <summary>The part that is done of the batches under way, in the same unit.</summary>
    public double UnderWay => _together.Steps == 0 ? 0
        : _together.Work * double.Min(1, (double)Volatile.Read(ref _stepped) / _together.Steps);

    /// <summary>Batches begin.</summary>
    /// <param name="work">All their work.</param>
    /// <param name="steps">All steps of their searches.</param>
    public void Begin(double work, long steps) => (_together, _stepped) = ((work, steps), 0);

    /// <summary>A search among them made a step; called from several threads.</summary>
    public void Step() => Interlocked.Increment(ref _stepped);

    /// <summary>The attack, its run and its batch that come next.</summary>
    public (int Attack, int Run, int Batch) Next { get; set; }

    /// <summary>The examples that the run under way attacks, in order.</summary>
    public int[] Queue { get; set; } = [];

    /// <summary>How many examples there are.</summary>
    public int Count => Robust.Length;

    /// <summary>How many examples are robust.</summary>
    public int RobustCount => Robust.Count(robust => robust);

    /// <summary>How many were classified correctly without an attack.</summary>
    public int CleanCount => Correct.Count(correct => correct);

    /// <summary>Their share.</summary>
    public double CleanAccuracy => Share(CleanCount);

    /// <summary>The share of those that are robust.</summary>
    public double RobustAccuracy => Share(RobustCount);

    /// <summary>So many examples as a share of all.</summary>
    public double Share(int count) => (double)count / Robust.Length;

    /// <summary>The images, the adversarial ones in their places.</summary>
    public Tensor Adversarial(Tensor images)
    {
        var adversarial = images.clone();
        var size = (int)(images.numel() / Points.Length);
        for (var i = 0; i < Points.Length; i++)
            Points[i]?.CopyTo(adversarial.Elements().Slice(i * size, size));
        return adversarial;
    }

    /// <summary>Writes it.</summary>
    /// <param name="path">A file that is not read before it is whole.</param>
    /// <param name="identity">What the evaluation is of.</param>
    public void Save(string path, byte[] identity)
    {
        using var scope = NewDisposeScope();
        static Tensor Bits(IEnumerable<bool> values) => tensor(values.Select(value => value ? (byte)1 : (byte)0).ToArray(),
            ScalarType.Byte);
        static Tensor Whole(IEnumerable<int> values) => tensor(values.Select(value => (long)value).ToArray(), ScalarType.Int64);
        int[] found = [.. Enumerable.Range(0, Points.Length).Where(i => Points[i] is not null)];
        var size = found.Length == 0 ? 0 : Points[found[0]]!.Length;
        var points = empty([found.Length, size], ScalarType.Float32);
        for (var row = 0; row < found.Length; row++)
            Points[found[row]].CopyTo(points.Elements().Slice(row * size, size));
        SafetensorsFile.Write(path,
        [
            ("identity", tensor(identity, ScalarType.Byte)), ("correct", Bits(Correct)), ("robust", Bits(Robust)),
            ("found", Whole(found)), ("points", points), ("seconds", tensor(Seconds, ScalarType.Float64)), ("left", Whole(Left)),
            ("next", Whole([Next.Attack, Next.Run, Next.Batch])), ("queue", Whole(Queue)),
        ]);
    }

    /// <summary>Reads what an evaluation of this identity left behind; null where there is nothing.</summary>
    /// <exception cref="ModelFileException">The file cannot be read.</exception>
    /// <exception cref="InvalidRequestException">It is another evaluation's.</exception>
    public static EvaluationState? Load(string path, byte[] identity, int count, int attacks)
    {
        if (!File.Exists(path))
            return null;
        try
        {
            using var scope = NewDisposeScope();
            var tensors = SafetensorsFile.Read(path).ToDictionary(entry => entry.Key, entry => entry.Value.MoveToOtherDisposeScope(scope));
            T[] Values<T>(string name, ScalarType type, int? length = null)
                where T : unmanaged =>
                tensors.GetValueOrDefault(name) is { } found && found.dtype == type && (length ?? found.numel()) == found.numel()
                    ? found.numel() == 0 ? [] : found.data<T>().ToArray() : throw Unfit(name);
            int[] Whole(string name, int most, int? length = null) => [.. Values<long>(name, ScalarType.Int64, length)
                .Select(value => value >= 0 && value <= most ? (int)value : throw Unfit(name))];
            bool[] Bits(string name) => [.. Values<byte>(name, ScalarType.Byte, count).Select(bit => bit == 1)];
            if (!Values<byte>("identity", ScalarType.Byte).SequenceEqual(identity))
                throw new InvalidRequestException(
                    $"{path} is what an interrupted evaluation of another model, budget, attack, seed, data set, precision or number of "
                        + $"threads left: finish that one, or delete the file.");
            var state = new EvaluationState(count, attacks) { Started = true, Queue = Whole("queue", count - 1) };
            Bits("correct").CopyTo(state.Correct, 0);
            Bits("robust").CopyTo(state.Robust, 0);
            Values<double>("seconds", ScalarType.Float64, attacks).CopyTo(state.Seconds, 0);
            Whole("left", count, attacks).CopyTo(state.Left, 0);
            var (found, points) = (Whole("found", count - 1), Values<float>("points", ScalarType.Float32));
            if (tensors["points"].shape is not [var rows, var size] || rows != found.Length || (rows > 0 && size == 0))
                throw Unfit("points");
            foreach (var (example, point) in found.Zip(points.Chunk(int.Max((int)size, 1))))
                state.Points[example] = point;
            var next = Whole("next", int.MaxValue, 3);
            state.Next = next[0] <= attacks ? (next[0], next[1], next[2]) : throw Unfit("next");
            return state;
        }
        catch (InvalidDataException cause)
        {
            throw new ModelFileException($"Cannot read {path}, which an interrupted evaluation left: {cause.Message.TrimEnd('.')}. "
                + $"Delete it to start anew.", cause);
        }
    }

    private static InvalidDataException Unfit(string tensor) => new($"its tensor {tensor} is not that of such an evaluation");
}
