namespace Gan.Torch.Native;

/// <summary>The message of the dynamic loader, without .NET's general advice around it.</summary>
internal static class LoaderMessage
{
    /// <summary>The last line of a failure's message: the loader's own.</summary>
    public static string From(Exception failure) =>
        failure.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^1];
}
