using System.Diagnostics;
using System.IO.Compression;
using System.Reflection.PortableExecutable;
using Gan.IntegrationTests.Support;
using Gan.Torch.Native;

namespace Gan.IntegrationTests;

/// <summary>Core and library as packages: what is in them, and that a program of F# and one of C# build against them and run.</summary>
public class PackageTests
{
    private static (int ExitCode, string Output) Dotnet(string folder, IEnumerable<(string Name, string Value)> environment, params string[] args)
    {
        var info = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", args)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment["OMP_NUM_THREADS"] = "1"; // other tests run beside it
        foreach (var (name, value) in environment)
            info.Environment[name] = value;
        using var process = Process.Start(info)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }

    [Fact]
    public void A_published_program_brings_the_natives_that_are_pinned_and_looked_for()
    {
        var project = File.ReadAllText(Path.Combine(Repository.Root, "src", "Gan.Host", "Gan.Host.csproj"));
        var pinned = File.ReadAllText(Path.Combine(Repository.Root, "paket.lock"));
        string Named(string property) => System.Text.RegularExpressions.Regex.Match(project, $"<{property}>(.+)</{property}>").Groups[1].Value;
        Assert.Equal(LibTorchLocator.LibTorchVersion, Named("LibTorchVersion"));
        Assert.Contains($"    libtorch-cpu-linux-x64 ({Named("LibTorchVersion")})", pinned, StringComparison.Ordinal);
        Assert.Contains($"    TorchSharp ({Named("TorchSharpVersion")})", pinned, StringComparison.Ordinal);
    }

    private static string Configuration => Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(Path.GetDirectoryName(typeof(PackageTests).Assembly.Location))))!;

    // What the tests were built with is packed, as it is.
    private static string Pack(string folder, string project = "Gan.Math")
    {
        var (code, output) = Dotnet(Repository.Root, [], "pack", Path.Combine("src", project), "--no-build", "-c", Configuration, "-o", folder);
        Assert.True(code == 0, output);
        return Assert.Single(Directory.GetFiles(folder, $"{project}.*.nupkg"));
    }

    [Fact]
    public void The_package_holds_documentation_licence_readme_and_symbols_with_sources()
    {
        using var folder = new TestFolder();
        using var package = ZipFile.OpenRead(Pack(folder.Root));
        Assert.Superset(new HashSet<string> { "README.md", "LICENSE", "lib/net10.0/Gan.Math.dll", "lib/net10.0/Gan.Math.xml" },
            package.Entries.Select(entry => entry.FullName).ToHashSet());
        using var nuspec = new StreamReader(package.GetEntry("Gan.Math.nuspec")!.Open());
        var text = nuspec.ReadToEnd();
        foreach (var part in new[] { "<license type=\"expression\">MIT</license>", "<readme>README.md</readme>", "id=\"FSharp.Core\"", "<description>" })
            Assert.Contains(part, text, StringComparison.Ordinal);
        Assert.Equal(1, text.Split("<dependency ").Length - 1);

        using var image = new MemoryStream();
        package.GetEntry("lib/net10.0/Gan.Math.dll")!.Open().CopyTo(image);
        image.Position = 0;
        using var reader = new PEReader(image);
        var symbols = reader.ReadDebugDirectory().Single(entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
        using var provider = reader.ReadEmbeddedPortablePdbDebugDirectoryData(symbols);
        var pdb = provider.GetMetadataReader();
        // Embedded source, ECMA-335 portable PDB specification.
        var embeddedSource = new Guid("0E8A571B-6926-466E-B4AD-8AB04611F5FE");
        foreach (var name in new[] { "Hinge.fs", "Adam.fs", "GradientPenalty.fs" })
        {
            var document = pdb.Documents.Single(handle => pdb.GetString(pdb.GetDocument(handle).Name).EndsWith("/" + name, StringComparison.Ordinal));
            Assert.Contains(pdb.GetCustomDebugInformation(document), handle => pdb.GetGuid(pdb.GetCustomDebugInformation(handle).Kind) == embeddedSource);
        }
    }

    // A folder of packages is all the consumers see: the packed core, and what NuGet has downloaded for this solution.
    private static string Consumer(TestFolder folder, string language)
    {
        Pack(folder["packages"]);
        Pack(folder["packages"], "Gan.Torch");
        var project = Directory.CreateDirectory(folder["consumer"]).FullName;
        foreach (var file in Directory.GetFiles(Path.Combine(Repository.Root, "tests", "Consumers", language)))
            File.Copy(file, Path.Combine(project, Path.GetFileName(file)));
        var downloaded = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        File.WriteAllText(Path.Combine(project, "nuget.config"), $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{folder["restored"]}" /></config>
              <packageSources><clear /><add key="packed" value="{folder["packages"]}" /><add key="downloaded" value="{downloaded}" /></packageSources>
              <fallbackPackageFolders><clear /></fallbackPackageFolders>
            </configuration>
            """);
        return project;
    }

    private static void AssertLearns(string project, params (string Name, string Value)[] environment)
    {
        // Inherited from the test run, these would lead the build astray.
        (string, string)[] own = [("NUGET_PACKAGES", ""), ("MSBUILDDISABLENODEREUSE", "1"), ("DOTNET_CLI_USE_MSBUILD_SERVER", "0"), .. environment];
        var (code, output) = Dotnet(project, own, "run", "-p:NuGetAudit=false");
        Assert.True(code == 0, output);
        Assert.Contains("generator: mean", output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_fsharp_program_trains_on_plain_arrays_with_the_packed_core()
    {
        using var folder = new TestFolder();
        AssertLearns(Consumer(folder, "FSharp"));
    }

    [Fact]
    public void A_csharp_program_trains_and_attacks_networks_of_its_own_with_the_packed_libraries()
    {
        using var folder = new TestFolder();
        var project = Consumer(folder, "CSharp");
        AssertLearns(project, (LibTorchLocator.FolderVariable, LibTorch.Load().Folder));
    }
}
