using System;
using System.Collections.Generic;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>Somebody who follows the frame log from a cursor of his own.</summary>
/// <param name="Name">Who it is, as the health check names him.</param>
/// <param name="NeededFrom">
/// The first frame of each stream that it has not taken permanently; a stream that is not named is needed from its beginning.
/// Null: it needs none.
/// </param>
internal sealed record LogNeed(string Name, Func<IReadOnlyDictionary<ulong, long>?> NeededFrom);
