/** docs/faults.md: what was tried, what became of it, and how long it took. Written by `npm run chaos -- --seeds N --table`, by nobody's hand. */
import type { FaultKind, Mode } from './plan.ts';
import type { RunResult } from './run.ts';

/** What each kind is, for who reads the table. */
export const MEANINGS: Readonly<Record<FaultKind, string>> = {
  kill: 'kill -9 at any instant',
  kill_at_failpoint: 'kill -9 at a named point: inside a commit, between hand-over and receipt, while the warehouse takes rows, ...',
  pause: 'the process stands still (SIGSTOP) for 1 to 5 s',
  full_disk: 'the disk is full to its last page for 2 to 5 s',
  slow_disk: 'each synchronisation takes 50 to 600 ms longer, each write up to 6 ms, for 3 to 6 s',
  clock_forward: 'the clock jumps on by 2 minutes to 5 hours, for good',
  clock_back: 'the clock jumps back by 2 minutes to 5 hours, and on again after 2 to 5 s',
  door_cut: 'no connection between senders and the door for 1 to 4 s',
  door_stalled: 'connections to the door stay, and nothing passes, for 1 to 4 s',
  provider_cut: 'no connection to a provider for 1 to 5 s',
  provider_stalled: 'connections to a provider stay, and nothing passes, for 2 to 5 s',
  provider_fails: 'webhook and mail server answer with errors, some of them final, for 2 to 5 s',
  provider_hangs: 'webhook and mail server take messages and do not answer, for 2 to 5 s',
  provider_slow: 'webhook and mail server answer late, for 2 to 5 s',
  provider_lies: 'they take a message and say that they did not, answer twice, or hang up before they answer, for 4 to 8 s',
  garbage: 'broken JSON, wrong encodings, bodies of 10 MB, bombs of gzip, 50,000 levels of nesting, for 2 to 4 s',
  slow_loris: '50 to 300 connections that send a byte at a time, for 3 to 5 s',
  flood: 'one source sends as much as it can for 2 s',
};

export interface Figures {
  readonly kind: FaultKind;
  readonly tried: number;
  readonly survived: number;
  /** Median and largest, ms; undefined where no fault of the kind was alone. */
  readonly acknowledged: readonly [median: number, largest: number] | undefined;
  readonly dispatched: readonly [median: number, largest: number] | undefined;
}

export interface Table {
  readonly mode: Mode;
  readonly seeds: number;
  readonly survived: number;
  readonly acknowledged: number;
  readonly messages: number;
  readonly rows: readonly Figures[];
}

export function tableOf(mode: Mode, results: readonly RunResult[]): Table {
  const tried = results.flatMap(({ tried, violations }) => tried.map((one) => ({ ...one, survived: violations.length === 0 })));
  const kinds = (Object.keys(MEANINGS) as FaultKind[]).filter((kind) => tried.some((one) => one.kind === kind));
  const spread = (times: readonly (number | undefined)[]): Figures['acknowledged'] => {
    const sorted = times.filter((time) => time !== undefined).sort((a, b) => a - b);
    return sorted.length === 0 ? undefined : [sorted[Math.floor(sorted.length / 2)]!, sorted.at(-1)!];
  };
  return {
    mode,
    seeds: results.length,
    survived: results.filter(({ violations }) => violations.length === 0).length,
    acknowledged: sum(results.map(({ acknowledged }) => acknowledged)),
    messages: sum(results.map(({ findings }) => findings?.messagesDecided ?? 0)),
    rows: kinds.map((kind): Figures => {
      const mine = tried.filter((one) => one.kind === kind);
      const alone = mine.filter((one) => one.alone);
      return {
        kind,
        tried: mine.length,
        survived: mine.filter(({ survived }) => survived).length,
        acknowledged: spread(alone.map(({ acknowledgedMs }) => acknowledgedMs)),
        dispatched: spread(alone.map(({ dispatchedMs }) => dispatchedMs)),
      };
    }),
  };
}

export const BEGINNING = `# Faults

Written by \`npm run chaos -- --seeds N --table\`; not to be edited. What is done to the product while events flow, drawn from a seed, and what became of it.
A run has _survived_ when nothing at all is wrong at its end: every acknowledged event is in log and warehouse exactly once; the numbers of facts have no hole and no double; each message was
decided once, and handed to its provider at least once, under one id, never before the commit that decided it; figures add up; a replay gives the same state; nobody got an answer
that no client should get; no process ended by itself.

Times are those of faults during which and after which no other was going on, from the moment the fault was over (a kill: from the kill, with the start of the process in them) to the next acknowledged event, and
until every provider had got a message again: median and largest, in seconds.
`;

export const END = `
What is not lost is not always on time: while the clock is behind what it was, waits and windows stand still until it has caught up, since the log's time does not go back.

\`npm run chaos -- --self-test\` has the product break its rules on purpose (acknowledge before the log has an event, hand over before the commit), and fails unless the
oracle sees it. \`--seed N\` repeats a run; \`--only kill,pause\` and \`--without full_disk\` choose kinds.
`;

export function textOf(table: Table): string {
  const { mode, seeds, survived, acknowledged, messages, rows } = table;
  const lines = rows.map(({ kind, tried, survived: well, ...times }) => {
    const cells = [`\`${kind}\`: ${MEANINGS[kind]}`, tried, well, timesOf(times.acknowledged), timesOf(times.dispatched)];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    BEGINNING,
    `## ${mode}`,
    '',
    `${survived} of ${seeds} seeds survived; ${acknowledged} events acknowledged, ${messages} messages decided.`,
    '',
    '| fault | tried | survived | acknowledged again | handed over again |',
    '|---|---|---|---|---|',
    ...lines,
    END,
  ].join('\n');
}

/** The same table again from its text. Throws when it is no such text. */
export function readTable(text: string): Table {
  const [, mode, survived, seeds, acknowledged, messages] =
    /## (\w+)\n\n(\d+) of (\d+) seeds survived; (\d+) events acknowledged, (\d+) messages decided\./.exec(text) ?? fail('no summary');
  const rows = [...text.matchAll(/^\| `(\w+)`: [^|]* \| (\d+) \| (\d+) \| ([^|]*) \| ([^|]*) \|$/gm)].map(
    ([, kind, tried, well, first, second]) => ({
      kind: kind as FaultKind,
      tried: Number(tried),
      survived: Number(well),
      acknowledged: readTimes(first!),
      dispatched: readTimes(second!),
    }),
  );
  return {
    mode: mode as Mode,
    seeds: Number(seeds),
    survived: Number(survived),
    acknowledged: Number(acknowledged),
    messages: Number(messages),
    rows,
  };
}

function fail(problem: string): never {
  throw new Error(`docs/faults.md: ${problem}`);
}

function timesOf(times: Figures['acknowledged']): string {
  return times === undefined ? '-' : times.map((ms) => (ms / 1_000).toFixed(1)).join('; ');
}

function readTimes(text: string): Figures['acknowledged'] {
  if (text === '-') return undefined;
  const [median, largest] = text.split('; ').map((seconds) => Number(seconds) * 1_000);
  return [median!, largest!];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
