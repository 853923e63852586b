namespace Gan.IntegrationTests.Support;

/// <summary>Places in and beside the checkout.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The data root of real MNIST files: GAN_DATA, or the folder that lies beside some checkouts.</summary>
    public static string? MnistRoot { get; } =
        new[] { Environment.GetEnvironmentVariable("GAN_DATA"), Path.Combine(Root, "..", "shared", "data") }
            .FirstOrDefault(root => root is not null && Directory.Exists(Path.Combine(root, "mnist")));

    /// <summary>Reference results of other programs' attacks, which lie beside some checkouts; GAN_GOLDENS names another place.</summary>
    public static string? AttackGoldens { get; } =
        new[] { Environment.GetEnvironmentVariable("GAN_GOLDENS"), Path.Combine(Root, "..", "shared", "goldens") }
            .Where(root => root is not null).Select(root => Path.Combine(root!, "attacks")).FirstOrDefault(Directory.Exists);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "GanHybrid.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}

/// <summary>A test that needs the real MNIST files.</summary>
public sealed class MnistFactAttribute : FactAttribute
{
    public MnistFactAttribute()
    {
        if (Repository.MnistRoot is null)
            Skip = "The MNIST files are not here; set GAN_DATA to the folder that holds mnist/.";
    }
}

/// <summary>A test that needs reference results of other programs' attacks.</summary>
public sealed class GoldenFactAttribute : FactAttribute
{
    public GoldenFactAttribute() => Skip = GoldenTheoryAttribute.Reason;
}

/// <summary>Tests that need reference results of other programs' attacks.</summary>
public sealed class GoldenTheoryAttribute : TheoryAttribute
{
    /// <summary>Why they cannot run, if they cannot.</summary>
    public static string? Reason { get; } =
        Repository.AttackGoldens is null ? "The reference results are not here; set GAN_GOLDENS to the folder that holds attacks/." : null;

    public GoldenTheoryAttribute() => Skip = Reason;
}

/// <summary>Tests of that kind that take minutes each: only where GAN_LONG is 1.</summary>
public sealed class LongGoldenTheoryAttribute : TheoryAttribute
{
    public LongGoldenTheoryAttribute() => Skip = Environment.GetEnvironmentVariable("GAN_LONG") != "1" ? "It takes a quarter of an hour; set GAN_LONG=1."
        : Repository.MnistRoot is null ? "The MNIST files are not here; set GAN_DATA to the folder that holds mnist/."
        : GoldenTheoryAttribute.Reason;
}

/// <summary>Tests that take minutes, or whose outcome is likely and not certain: only where GAN_LONG is 1.</summary>
public sealed class LongTheoryAttribute : TheoryAttribute
{
    public LongTheoryAttribute() => Skip = Environment.GetEnvironmentVariable("GAN_LONG") != "1" ? "It takes minutes; set GAN_LONG=1." : null;
}
