using System.Collections.Concurrent;
using Gan.Torch.Tensors;
using static TorchSharp.torch;

namespace Gan.Torch.Modalities;

/// <summary>
/// Endless batches of a data source, prepared on a thread of their own in a few reused ones. The position is one
/// running batch number, from which epoch and index follow; an epoch's last, incomplete batch is left out.
/// </summary>
internal sealed class BatchLoader : IDisposable
{
    private const int Prefetched = 3;

    private readonly IDataSource _source;
    private readonly int _batchSize;
    private readonly BlockingCollection<Batch> _empty = [];
    private readonly BlockingCollection<Batch> _full = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _thread;
    private Exception? _fault;
    private Batch? _lent;

    /// <param name="source">The samples.</param>
    /// <param name="batchSize">Samples per batch, at most the source's count.</param>
    /// <param name="firstBatch">Number of the first batch to deliver, counted from 0 at the run's start.</param>
    public BatchLoader(IDataSource source, int batchSize, long firstBatch)
    {
        _source = source;
        _batchSize = batchSize;
        BatchesPerEpoch = source.Count / batchSize;
        if (BatchesPerEpoch == 0)
            throw new InvalidRequestException(
                $"Training:BatchSize = {batchSize}: must be at most the {source.Count} samples of the data.");
        for (var i = 0; i < Prefetched; i++)
            _empty.Add(new Batch(empty([batchSize, .. source.SampleShape], ScalarType.Float32).DetachFromDisposeScope(),
                empty([batchSize], ScalarType.Int64).DetachFromDisposeScope()));
        _thread = new Thread(() => Prepare(firstBatch)) { IsBackground = true, Name = "batches" };
        _thread.Start();
    }

    /// <summary>Whole batches in an epoch.</summary>
    public int BatchesPerEpoch { get; }

    /// <summary>The next batch; it stays valid until the call after, which may reuse its memory.</summary>
    public Batch Next()
    {
        if (_lent is not null)
            _empty.Add(_lent);
        _lent = null;
        try
        {
            return _lent = _full.Take();
        }
        catch (InvalidOperationException) when (_fault is not null)
        {
            throw _fault switch
            {
                DataException => new DataException(_fault.Message, _fault),
                _ => new InvalidOperationException($"The batch thread failed: {_fault.Message}", _fault),
            };
        }
    }

    private void Prepare(long batch)
    {
        try
        {
            for (; ; batch++)
            {
                var target = _empty.Take(_stop.Token);
                var (epoch, index) = long.DivRem(batch, BatchesPerEpoch);
                _source.Read(epoch, (int)index * _batchSize, target.Samples.Elements(), target.Labels.Numbers());
                _full.Add(target);
            }
        }
        catch (OperationCanceledException)
        {
            // Dispose asked for it.
        }
        catch (Exception fault)
        {
            _fault = fault;
            _full.CompleteAdding();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Cancel();
        _thread.Join();
        _lent?.Dispose();
        foreach (var batch in _empty.Concat(_full))
            batch.Dispose();
        _empty.Dispose();
        _full.Dispose();
        _stop.Dispose();
    }
}
