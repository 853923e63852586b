using Gan.Host.Options;
using Gan.Host.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Gan.Host.Service;

/// <summary>Where the program's metrics go: to the dashboard's Prometheus page, and to an OpenTelemetry collector if one is set.</summary>
internal static class MetricsExport
{
    private const string ServiceName = "gan";
    private const string MetricsPath = "v1/metrics"; // of OTLP over HTTP

    /// <summary>Begins to collect, until the result is disposed.</summary>
    public static MeterProvider Start(RunRequest request)
    {
        var builder = Sdk.CreateMeterProviderBuilder()
            .ConfigureResource(resource => resource.AddService(ServiceName,
                serviceInstanceId: Path.GetFileName(Path.GetFullPath(request.RunFolder))))
            .AddMeter(TrainingMeter.Name, "System.Runtime")
            .AddPrometheusExporter();
        if (request.Host.Otlp is { } collector)
            builder.AddOtlpExporter(options =>
            {
                options.Protocol = OtlpExportProtocol.HttpProtobuf;
                options.Endpoint = new Uri(collector.AbsoluteUri.TrimEnd('/') + "/" + MetricsPath);
            });
        return builder.Build();
    }
}
