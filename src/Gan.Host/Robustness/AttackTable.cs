using System.Globalization;
using Gan.Torch.Evaluation;

namespace Gan.Host.Robustness;

/// <summary>An attack's report as a table for the terminal.</summary>
internal static class AttackTable
{
    /// <summary>Writes it.</summary>
    public static void Write(AttackReport report, TextWriter output)
    {
        void Line(FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
        string Correct(double share) => string.Create(CultureInfo.InvariantCulture,
            $"{100 * share,7:0.00} %  {double.Round(share * report.Count),6} of {report.Count}");
        Line($"{report.Norm}, eps = {report.Eps}, the first {report.Count} test images, seed {report.Seed}, {report.Precision} on {report.Device}");
        Line($"  {"clean",-10}{Correct(report.CleanAccuracy)}");
        foreach (var attack in report.Attacks)
            Line($"  {attack.Name,-10}{Correct(attack.RobustAccuracy)}  {attack.Seconds,8:0.0} s");
        Line($"  {"robust",-10}{Correct(report.RobustAccuracy)}  largest perturbation {report.MaxNorm:0.000000}");
        Line($"  flags     {(report.Flags.Count == 0 ? "none of those checked" : string.Join(", ", report.Flags))} ({string.Join(", ", SoundnessFlags.Checked(report.Attacks.Select(attack => attack.Name)))}: docs/robustness-flags.md)");
    }
}
