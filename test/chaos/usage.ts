/** What processes take of the machine (Linux), and whether it grows. */
import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { join } from 'node:path';

export interface Usage {
  /** Memory of their own, without mapped files, bytes. */
  readonly anonymousBytes: number;
  /** Open files, sockets among them; without what the system tells of threads, of which chDB keeps three open for each of its own. */
  readonly files: number;
  readonly threads: number;
}

/** Of all of them together. */
export function usageOf(pids: readonly number[]): Usage {
  const all = pids.map((pid): Usage => {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const figure = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
    return { anonymousBytes: figure('RssAnon') * 1_024, files: filesOf(pid), threads: figure('Threads') };
  });
  const sum = (name: keyof Usage): number => all.reduce((total, usage) => total + usage[name], 0);
  return { anonymousBytes: sum('anonymousBytes'), files: sum('files'), threads: sum('threads') };
}

function filesOf(pid: number): number {
  const folder = `/proc/${pid}/fd`;
  return readdirSync(folder).filter((file) => !(there(() => readlinkSync(join(folder, file))) ?? '').startsWith('/proc/')).length;
}

/** Of all files below a folder, as they lie on the disk, bytes. Files and folders that go meanwhile, merged away, count nothing. */
export function diskOf(folder: string): number {
  let bytes = 0;
  for (const entry of there(() => readdirSync(folder, { withFileTypes: true })) ?? []) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) bytes += diskOf(path);
    else if (entry.isFile()) bytes += (there(() => statSync(path))?.blocks ?? 0) * 512;
  }
  return bytes;
}

function there<Found>(look: () => Found): Found | undefined {
  try {
    return look();
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return undefined;
    throw error;
  }
}

export interface Sample extends Usage {
  /** Since the beginning, ms. */
  readonly atMs: number;
  readonly diskBytes: number;
  /** Acknowledged so far. */
  readonly events: number;
}

/**
 * What may grow, over the second half of the samples (caches fill in the first): memory by an eighth of its mean or 48 MB, whichever is more; files
 * and threads by 8; the disk that each further event takes by a quarter of what it took in the half before.
 */
export function growthIn(samples: readonly Sample[]): readonly string[] {
  const [first, second] = [samples.slice(0, samples.length >> 1), samples.slice(samples.length >> 1)];
  const grown = (name: keyof Usage): number =>
    slopeOf(second.map((one) => [one.atMs, one[name]])) * (second.at(-1)!.atMs - second[0]!.atMs);
  const mean = second.reduce((sum, { anonymousBytes }) => sum + anonymousBytes, 0) / second.length;
  const problems: string[] = [];
  const memory = grown('anonymousBytes');
  if (memory > Math.max(mean / 8, 48 * MB))
    problems.push(`memory grew by ${(memory / MB).toFixed(0)} MB, to ${(second.at(-1)!.anonymousBytes / MB).toFixed(0)} MB`);
  for (const name of ['files', 'threads'] as const) if (grown(name) > 8) problems.push(`${name} grew by ${grown(name).toFixed(0)}`);
  const [before, after] = [perEvent(first), perEvent(second)];
  if (after > before * 1.25) problems.push(`each event took ${after.toFixed(0)} bytes of the disk, after ${before.toFixed(0)} before`);
  return problems;
}

const MB = 1024 ** 2;
/** Of the load that was meant. */
const LOAD_SHARE_MIN = 0.9;

/** Events a second that were acknowledged until then. */
export function rateOf({ events, atMs }: Pick<Sample, 'events' | 'atMs'>): number {
  return events / (atMs / 1_000);
}

/** A load that was not there shows nothing. */
export function shortfallIn(last: Pick<Sample, 'events' | 'atMs'>, perSecond: number): readonly string[] {
  const rate = rateOf(last);
  if (rate >= LOAD_SHARE_MIN * perSecond) return [];
  return [`only ${rate.toFixed(0)} events a second came instead of ${perSecond.toFixed(0)}: the machine had other things to do`];
}

/** Bytes of the disk for each event between the first sample and the last, by the line that fits best. */
export function perEvent(samples: readonly Sample[]): number {
  return slopeOf(samples.map(({ events, diskBytes }) => [events, diskBytes]));
}

/** Of the straight line with the least squares of distance; 0 when all points stand above one another. */
export function slopeOf(points: readonly (readonly [x: number, y: number])[]): number {
  const mean = (of: (point: readonly [number, number]) => number): number =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [x, y] = [mean(([x]) => x), mean(([, y]) => y)];
  const spread = mean(([one]) => (one - x) ** 2);
  return spread === 0 ? 0 : mean(([one, other]) => (one - x) * (other - y)) / spread;
}
