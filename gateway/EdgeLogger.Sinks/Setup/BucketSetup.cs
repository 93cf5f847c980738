using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Sinks.InfluxDbClient;
using InfluxDB.Client;
using InfluxDB.Client.Api.Client;
using InfluxDB.Client.Api.Domain;
using InfluxDB.Client.Core.Exceptions;

namespace EdgeLogger.Sinks.Setup;

/// <summary>Makes the bucket of an InfluxDB 2, and sets how long it keeps points.</summary>
internal sealed class BucketSetup : IDisposable
{
    private readonly InfluxDBClient _client;
    private readonly InfluxOptions _options;
    private readonly TimeSpan? _retention;

    /// <param name="options">The server, the bucket, and its organisation by name.</param>
    /// <param name="retention">How long points are kept; zero for ever, null: as it is, or for ever if the bucket is new.</param>
    public BucketSetup(InfluxOptions options, TimeSpan? retention)
    {
        _options = options;
        _retention = retention;
        _client = ServerClient.For(options);
    }

    /// <summary>Does what is to be done, and says in a sentence what it did.</summary>
    /// <exception cref="InfluxSetupException">The server cannot be reached or refuses.</exception>
    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await FindAsync(cancellationToken).ConfigureAwait(false) is { } bucket
                ? await UpdateAsync(bucket, cancellationToken).ConfigureAwait(false)
                : await CreateAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (HttpException error) when (error.Status is >= 300)
        {
            throw InfluxSetupException.Refused(_options, error.Status, $"the bucket '{_options.Database}'", error.Message, error);
        }
        catch (ApiException error)
        {
            throw InfluxSetupException.NotInflux(_options, error);
        }
        catch (Exception error) when (error is InfluxException or HttpRequestException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw InfluxSetupException.Unreachable(_options, error);
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<Bucket?> FindAsync(CancellationToken cancellationToken)
    {
        try
        {
            List<Bucket>? found = await _client.GetBucketsApi()
                .FindBucketsAsync(org: _options.Organisation, name: _options.Database,
                    cancellationToken: cancellationToken).ConfigureAwait(false);
            return found?.FirstOrDefault(bucket => bucket.Name == _options.Database);
        }
        catch (NotFoundException)
        {
            // Servers differ in whether a bucket that is missing is an empty list or a 404.
            return null;
        }
    }

    private async Task<string> CreateAsync(CancellationToken cancellationToken)
    {
        string organisation = await OrganisationAsync(cancellationToken).ConfigureAwait(false);
        // Without a rule points are kept for ever.
        BucketRetentionRules? rule = _retention > TimeSpan.Zero ? Rule(_retention.Value) : null;
        await _client.GetBucketsApi()
            .CreateBucketAsync(_options.Database, rule, organisation, cancellationToken).ConfigureAwait(false);
        return $"bucket {_options.Database} made{Kept.For(_retention)}";
    }

    private async Task<string> OrganisationAsync(CancellationToken cancellationToken)
    {
        List<Organization>? found;
        try
        {
            found = await _client.GetOrganizationsApi()
                .FindOrganizationsAsync(org: _options.Organisation, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (NotFoundException)
        {
            found = null;
        }

        return found?.FirstOrDefault(organisation => organisation.Name == _options.Organisation)?.Id
            ?? throw new InfluxSetupException(
                $"{_options.Server} has no organisation '{_options.Organisation}', or the token may not see it. "
                + "Check org= and the token.");
    }

    private async Task<string> UpdateAsync(Bucket bucket, CancellationToken cancellationToken)
    {
        TimeSpan present = TimeSpan.FromSeconds(bucket.RetentionRules?.FirstOrDefault()?.EverySeconds ?? 0);
        if (_retention is not { } wanted || present == wanted)
        {
            return $"bucket {_options.Database} is there{Kept.For(present)}";
        }

        // A rule of 0 s means for ever; a change without a rule would change nothing.
        bucket.RetentionRules = [Rule(wanted)];
        await _client.GetBucketsApi().UpdateBucketAsync(bucket, cancellationToken).ConfigureAwait(false);
        return $"bucket {_options.Database} is there; from now on it is{Kept.For(wanted)}";
    }

    private static BucketRetentionRules Rule(TimeSpan kept) => new(BucketRetentionRules.TypeEnum.Expire, (long)kept.TotalSeconds);
}
