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

/** What each event cost the threads between two readings, those of one name together: `WorkerThread 41 us, V8Worker 12 us`. */
export function costPerEvent(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>, events: number): string {
  const costs = new Map<string, number>();
  for (const [thread, ms] of after) {
    const name = thread.split('#')[0]!;
    costs.set(name, (costs.get(name) ?? 0) + ((ms - (before.get(thread) ?? 0)) / events) * 1_000);
  }
  const noted = [...costs].filter(([, us]) => us >= 0.1).sort((a, b) => b[1] - a[1]);
  return noted.map(([name, us]) => `${name} ${us.toFixed(1)} us`).join(', ');
}

/** CPU that the processes started by this one have used so far, and theirs, by what `nameOf` makes of their command lines (undefined: left out), ms. */
export function descendantsCpuMs(nameOf: (command: string) => string | undefined): ReadonlyMap<string, number> {
  const all = new Map<number, { readonly parent: number; readonly ms: number }>();
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const stat = readUnlessGone(`/proc/${entry}/stat`);
    if (stat === undefined) continue;
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    all.set(Number(entry), { parent: Number(fields[1]), ms: (Number(fields[11]) + Number(fields[12])) * TICK_MS });
  }
  const isOurs = (pid: number): boolean => {
    for (let at = all.get(pid)?.parent; at !== undefined && at > 1; at = all.get(at)?.parent) if (at === process.pid) return true;
    return false;
  };
  const sums = new Map<string, number>();
  for (const [pid, { ms }] of all) {
    const name = isOurs(pid) ? nameOf((readUnlessGone(`/proc/${pid}/cmdline`) ?? '').replaceAll('\u0000', ' ')) : undefined;
    if (name !== undefined) sums.set(name, (sums.get(name) ?? 0) + ms);
  }
  return sums;
}

function readUnlessGone(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
