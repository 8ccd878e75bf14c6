/** What the dictionary expects of sources, and how much of it has come. */
import { durationMs } from '../../base/index.ts';
import type { ExpectedVolume, Release } from '../../define/index.ts';
import type { ExpectedCount } from '../../learn/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import { releaseTimes } from '../release-times.ts';

interface Expectation extends ExpectedVolume {
  readonly event: string;
  /** Number of the release that brought it. */
  readonly since: number;
}

/** The expectations that have been in force for as long as they ask about: before that, nobody can have kept to them. */
export async function expectedCounts(warehouse: Warehouse, releases: readonly Release[], now: number): Promise<readonly ExpectedCount[]> {
  const expectations = expectationsOf(releases);
  if (expectations.length === 0) return [];
  const since = await releaseTimes(warehouse);
  const due = expectations.filter((one) => (since.get(one.since) ?? now) <= now - durationMs(one.per));
  const counts = new Map<string, readonly { source: string; event: string; count: number }[]>();
  for (const per of new Set(due.map((one) => one.per))) {
    counts.set(
      per,
      await warehouse.query(
        `SELECT source, toString(event) AS event, toUInt32(count()) AS count FROM events
WHERE at >= fromUnixTimestamp64Milli({from:Int64}) AND event IN {events:Array(String)} GROUP BY source, event`,
        { from: now - durationMs(per), events: due.filter((one) => one.per === per).map(({ event }) => event) },
      ),
    );
  }
  return due.map(({ event, source, per, atLeast }) => {
    const rows = counts.get(per)!.filter((row) => row.event === event && (source === undefined || row.source === source));
    return { event, source: source ?? '', per, atLeast, count: rows.reduce((sum, { count }) => sum + Number(count), 0) };
  });
}

/** Of the latest release, each with the first of the releases in a row that have it. */
function expectationsOf(releases: readonly Release[]): Expectation[] {
  const latest = releases.at(-1);
  if (!latest) return [];
  return [...volumesOf(latest)].map(([key, { event, volume }]) => {
    let { number } = latest;
    for (const release of [...releases].reverse()) {
      if (!volumesOf(release).has(key)) break;
      number = release.number;
    }
    return { ...volume, event, since: number };
  });
}

function volumesOf({ definitions }: Release): Map<string, { readonly event: string; readonly volume: ExpectedVolume }> {
  const volumes = new Map<string, { readonly event: string; readonly volume: ExpectedVolume }>();
  for (const { definition } of definitions) {
    if (definition.kind !== 'event') continue;
    for (const volume of definition.expected ?? []) {
      volumes.set(JSON.stringify([definition.id, volume.source ?? '', volume.per]), { event: definition.id, volume });
    }
  }
  return volumes;
}
