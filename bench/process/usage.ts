/** What a process costs, as Linux counts it. */
import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts CPU time in ticks of 10 ms. */
const TICK_MS = 10;

/** CPU of each thread so far, by thread name and number, ms. */
export function threadsCpuMs(pid: number): ReadonlyMap<string, number> {
  const threads = new Map<string, number>();
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    let stat: string;
    try {
      stat = readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8');
    } catch {
      continue; // It has ended meanwhile.
    }
    const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    threads.set(`${name}#${thread}`, (Number(fields[11]) + Number(fields[12])) * TICK_MS);
  }
  return threads;
}

/** CPU of the whole process so far, ended threads included, ms. */
export function processCpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** Memory that is no file's: what the machine must really have for it. */
export function anonymousBytes(pid: number): number {
  try {
    const match = /^Anonymous:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'));
    return Number(match?.[1] ?? 0) * 1024;
  } catch {
    return 0; // It has just ended.
  }
}

/** The busiest threads between two readings, as percent of a core: `name 93 %, name 41 %`. */
export function busiest(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>, elapsedMs: number): string {
  const shares = [...after].map(([name, ms]) => [name, ((ms - (before.get(name) ?? 0)) / elapsedMs) * 100] as const);
  const busy = shares.filter(([, share]) => share >= 2).sort((a, b) => b[1] - a[1]);
  return busy
    .slice(0, 6)
    .map(([name, share]) => `${name.split('#')[0]} ${share.toFixed(0)} %`)
    .join(', ');
}
