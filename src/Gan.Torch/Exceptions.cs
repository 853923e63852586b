namespace Gan.Torch;

/// <summary>Training or evaluation cannot go on: a loss, a gradient, a parameter or a logit is not finite, or the training has
/// collapsed.</summary>
public sealed class DivergedException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>Data cannot be read, or is not what was asked for.</summary>
public sealed class DataException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>A file of weights or of a model cannot be read or written, or does not fit.</summary>
public sealed class ModelFileException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>The caller asks for something that cannot be: shapes, labels, budgets or choices that do not fit each other.</summary>
public sealed class InvalidRequestException(string message, Exception? cause = null) : ArgumentException(message, cause);
