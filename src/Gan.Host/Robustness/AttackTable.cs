using System.Globalization;
using Gan.Host.Telemetry;
using Gan.Torch.Evaluation;

namespace Gan.Host.Robustness;

/// <summary>An attack's report as a table for the terminal.</summary>
internal static class AttackTable
{
    /// <summary>Writes it.</summary>
    public static void Write(AttackReport report, TextWriter output)
    {
        string Correct(double share) => string.Create(CultureInfo.InvariantCulture,
            $"{100 * share,7:0.00} %  {double.Round(share * report.Count),6} of {report.Count}");
        output.WriteInvariant($"{report.Norm}, eps = {report.Eps}, the first {report.Count} test images, seed {report.Seed}, "
            + $"{report.Precision} on {report.Device}");
        output.WriteInvariant($"  {"clean",-10}{Correct(report.CleanAccuracy)}");
        foreach (var attack in report.Attacks)
            output.WriteInvariant($"  {attack.Name,-10}{Correct(attack.RobustAccuracy)}  {attack.Seconds,8:0.0} s");
        output.WriteInvariant($"  {"robust",-10}{Correct(report.RobustAccuracy)}  "
            + $"largest perturbation {report.MaxNorm:0.000000;-0.000000;0}");
        output.WriteLine(SoundnessFlags.Described(report.Flags, SoundnessFlags.Checked(report.Attacks.Select(attack => attack.Name))));
    }
}
