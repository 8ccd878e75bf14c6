/** docs/faults.md: what was tried, what became of it, and how long it took. Written by `npm run chaos -- --table`, by nobody's hand. */
import { type Broken, brokenText } from './broken.ts';
import { type Load, loadsText } from './loads.ts';
import type { FaultKind, Mode } from './plan.ts';
import type { KeptRun } from './results.ts';
import type { RunResult } from './run.ts';

/** What each kind is, for who reads the table. */
export const MEANINGS: Readonly<Record<FaultKind, string>> = {
  kill: 'kill -9 of a process at any instant',
  kill_at_failpoint: 'kill -9 at a named point: inside a commit, between hand-over and receipt, while the warehouse takes rows, ...',
  pause: 'a process stands still (SIGSTOP) for 1 to 5 s',
  pause_long: 'a process stands still for 9.5 to 12.5 s: longer than a group waits for a member',
  pause_in_commit:
    'the owner of an engine stands still with a commit ready to be sent, until another has taken its partition and committed, and then sends it',
  hand_over: 'a process is asked to end, so that others get what it owns, and is started again',
  full_disk: 'the disk is full to its last page for 2 to 5 s',
  slow_disk: 'each synchronisation (in a cluster: of PostgreSQL) takes 50 to 600 ms longer, for 3 to 6 s',
  clock_forward: 'the clock jumps on by 2 minutes to 5 hours, for good',
  clock_back: 'the clock jumps back by 2 minutes to 5 hours, and on again after 2 to 5 s',
  clock_differs: 'the clock of one process is 1 to 6 s ahead or behind, for 3 to 6 s',
  broker_killed: 'kill -9 of a broker, which is started again after 1 to 6 s',
  broker_paused: 'a broker stands still for 1 to 8 s',
  broker_cut: 'a broker is cut off from everybody, other brokers among them, for 1 to 8 s',
  broker_full: 'the disk of a broker is full to its last page for 2 to 5 s (ENOSPC); when it ends over that, it is started again',
  postgres_stopped: 'PostgreSQL is stopped in good order and started again',
  postgres_killed: 'kill -9 of all processes of PostgreSQL, which is started again after up to 3 s',
  postgres_paused: 'all processes of PostgreSQL stand still for 1 to 5 s',
  postgres_full: 'no file of PostgreSQL can grow for 2 to 5 s (ENOSPC); when it ends over that, it is started again',
  warehouse_killed: 'kill -9 of the warehouse, which is started again after 1 to 6 s',
  warehouse_paused: 'the warehouse stands still for 1 to 6 s',
  warehouse_full: 'no file of the warehouse can grow for 2 to 5 s (ENOSPC); when it ends over that, it is started again',
  network_cut: 'a process is cut off from everybody, for 1 to 5 s',
  network_cut_long: 'a process is cut off from everybody, for 9.5 to 12.5 s: longer than a group waits for a member',
  carrier_cut: 'a process is cut off from the brokers only, or from PostgreSQL, or from the warehouse, for 2 to 11 s',
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

/** Median and largest, ms; undefined where no fault of the kind was alone. */
type Spread = readonly [median: number, largest: number] | undefined;

export interface Figures {
  readonly kind: FaultKind;
  readonly tried: number;
  readonly survived: number;
  readonly served: Spread;
  readonly acknowledged: Spread;
  readonly dispatched: Spread;
}

export interface Table {
  readonly mode: Mode;
  readonly seeds: number;
  readonly survived: number;
  /** Of these: with several partitions. */
  readonly divided: Pick<Table, 'seeds' | 'survived'>;
  /** Of these: that took so long. */
  readonly long: Pick<Table, 'seeds' | 'survived'>;
  /** Besides these: with kinds of faults that somebody has chosen. */
  readonly chosen: Pick<Table, 'seeds' | 'survived'>;
  /** Runs that had failed when they were tried before. */
  readonly again: number;
  readonly acknowledged: number;
  readonly messages: number;
  readonly rows: readonly Figures[];
}

/** `complete`: runs of all kinds; `chosen`: runs of some, which count in the kinds' own lines. */
export function tableOf(mode: Mode, complete: readonly KeptRun[], chosen: readonly KeptRun[] = []): Table {
  const all = [...complete, ...chosen];
  const tried = all.flatMap(({ tried, violations }) => tried.map((one) => ({ ...one, survived: violations.length === 0 })));
  const kinds = (Object.keys(MEANINGS) as FaultKind[]).filter((kind) => tried.some((one) => one.kind === kind));
  return {
    mode,
    ...countOf(complete),
    divided: countOf(complete.filter(({ partitions }) => partitions > 1)),
    long: countOf(complete.filter(({ minutes }) => minutes >= LONG_MINUTES)),
    chosen: countOf(chosen),
    again: all.filter(({ again }) => again).length,
    acknowledged: sum(all.map(({ acknowledged }) => acknowledged)),
    messages: sum(all.map(({ findings }) => findings?.messagesDecided ?? 0)),
    rows: kinds.map((kind): Figures => {
      const mine = tried.filter((one) => one.kind === kind);
      const alone = mine.filter((one) => one.alone);
      return {
        kind,
        tried: mine.length,
        survived: mine.filter(({ survived }) => survived).length,
        served: spread(alone.map(({ servedMs }) => servedMs)),
        acknowledged: spread(alone.map(({ acknowledgedMs }) => acknowledgedMs)),
        dispatched: spread(alone.map(({ dispatchedMs }) => dispatchedMs)),
      };
    }),
  };
}

const LONG_MINUTES = 10;

function countOf(results: readonly RunResult[]): Pick<Table, 'seeds' | 'survived'> {
  return { seeds: results.length, survived: results.filter(({ violations }) => violations.length === 0).length };
}

function spread(times: readonly (number | undefined)[]): Spread {
  const sorted = times.filter((time) => time !== undefined).sort((a, b) => a - b);
  return sorted.length === 0 ? undefined : [rounded(sorted[Math.floor(sorted.length / 2)]!), rounded(sorted.at(-1)!)];
}

/** As the table shows it. */
function rounded(ms: number): number {
  return Math.round(ms / 100) * 100;
}

export const BEGINNING = `# Faults

Written by \`npm run chaos -- --table\`; not to be edited. What is done to the product while events flow, drawn from a seed, and what became of it.
A run has _survived_ when nothing at all is wrong at its end: every acknowledged event is in log and warehouse exactly once; the numbers of facts have no hole and no double; each message was
decided once, and handed to its provider at least once, under one id, never before the commit that decided it; figures add up; a replay gives the same state; nobody got an answer
that no client should get; no process ended by itself.

A run that failed is tried again once what it showed has been mended, in the product or in the harness; how many were, is told, and \`test/chaos/tried\` keeps both outcomes.

A run survived with all of its faults, so a kind's figure is that of the runs in which it was tried, whatever else was tried in them. Runs with
chosen kinds of faults only, made so that it shows how long each takes to be over, count there as well.

Times are those of faults during which and after which no other was going on: median and largest, in seconds. _Serves again_: from the end of a process until one serves in its place.
_Acknowledged again_, _handed over again_: from the moment the fault was over (where a process ends: from its end) until an event was acknowledged that had been sent since, and until every provider had got a message about
an event that had happened since; what such a message waits for in its journey, 0.2 to 0.7 seconds, is in it. Measured on 2 cores, which other programs used as well: they are longer than on a
machine of one's own.
`;

const MODES: Readonly<Record<Mode, string>> = {
  embedded: 'One process on a data folder; who dies is started again by whoever supervises it.',
  cluster: `Three brokers of Kafka, PostgreSQL, ClickHouse, and three processes, each role on two of them (which two, is drawn from the seed; \`--partitions\` says how many partitions they share); each process and each broker
in a network namespace of its own, so that a cut is packets that do not arrive. ClickHouse is chDB behind a
test bridge that speaks its HTTP interface, or the server at \`CLICKHOUSE_URL\`.`,
};

export const END = `
What is not lost is not always on time. The log's time does not go back: while a machine's clock is behind what it was, time goes on at half its pace until the clock has caught up, so that waits and windows are late by at most as long as they take. A clock that jumps ahead is believed when it has stayed ahead for 5 seconds: one that is set right before that has moved nothing.

\`npm run chaos -- --mode embedded|cluster --seed N\` repeats a run; \`--seeds N\` tries as many and goes on where it was broken off (\`test/chaos/tried\` keeps what became of each; \`--fresh\` begins anew);
\`--only kill,pause\` and \`--without full_disk\` choose kinds. \`--self-test\` has the product break its rules on purpose (acknowledge before the log has an event, hand over before the commit, commit
after the partition has gone to another, forget where an entry came from), and fails unless each is seen within 20 seeds.
`;

/** Of each mode its table, in this order, what became of other runs, and what broken rules were seen. */
export function textOf(
  tables: readonly Table[],
  { loads, broken }: { readonly loads: readonly Load[]; readonly broken: readonly Broken[] },
): string {
  return [BEGINNING, ...tables.flatMap(linesOf), loadsText(loads), brokenText(broken), END].join('\n');
}

function linesOf({ mode, seeds, survived, divided, long, chosen, again, acknowledged, messages, rows }: Table): readonly string[] {
  const lines = rows.map(({ kind, tried, survived: well, served, acknowledged, dispatched }) => {
    const cells = [`\`${kind}\`: ${MEANINGS[kind]}`, tried, well, timesOf(served), timesOf(acknowledged), timesOf(dispatched)];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    `## ${mode}`,
    '',
    MODES[mode],
    '',
    `${survived} of ${seeds} seeds survived (several partitions: ${divided.survived} of ${divided.seeds}; runs of ${LONG_MINUTES} minutes or more: ${long.survived} of ${long.seeds}), and ${chosen.survived} of ${chosen.seeds} runs with chosen kinds of faults (failed when tried before: ${again}); ${acknowledged} events acknowledged, ${messages} messages decided.`,
    '',
    '| fault | tried | survived | serves again | acknowledged again | handed over again |',
    '|---|---|---|---|---|---|',
    ...lines,
    '',
  ];
}

const TABLES = /^## (embedded|cluster)$/m;

/** The same tables again from their text. */
export function readTables(text: string): readonly Table[] {
  return text
    .split(/^(?=## )/m)
    .filter((section) => section.startsWith('## ') && TABLES.test(section))
    .map(readTable);
}

function readTable(text: string): Table {
  const [, mode] = /^## (\w+)$/m.exec(text) ?? fail('no mode');
  const [, survived, seeds, well, several, wellLong, long, wellChosen, chosen, again, acknowledged, messages] =
    /^(\d+) of (\d+) seeds survived \(several partitions: (\d+) of (\d+); runs of \d+ minutes or more: (\d+) of (\d+)\), and (\d+) of (\d+) runs with chosen kinds of faults \(failed when tried before: (\d+)\); (\d+) events acknowledged, (\d+) messages decided\.$/m.exec(
      text,
    ) ?? fail('no summary');
  const rows = [...text.matchAll(/^\| `(\w+)`: [^|]* \| (\d+) \| (\d+) \| ([^|]*) \| ([^|]*) \| ([^|]*) \|$/gm)].map(
    ([, kind, tried, well, first, second, third]): Figures => ({
      kind: kind as FaultKind,
      tried: Number(tried),
      survived: Number(well),
      served: readTimes(first!),
      acknowledged: readTimes(second!),
      dispatched: readTimes(third!),
    }),
  );
  return {
    mode: mode as Mode,
    seeds: Number(seeds),
    survived: Number(survived),
    divided: { seeds: Number(several), survived: Number(well) },
    long: { seeds: Number(long), survived: Number(wellLong) },
    chosen: { seeds: Number(chosen), survived: Number(wellChosen) },
    again: Number(again),
    acknowledged: Number(acknowledged),
    messages: Number(messages),
    rows,
  };
}

function fail(problem: string): never {
  throw new Error(`docs/faults.md: ${problem}`);
}

function timesOf(times: Spread): string {
  return times === undefined ? '-' : times.map((ms) => (ms / 1_000).toFixed(1)).join('; ');
}

function readTimes(text: string): Spread {
  if (text === '-') return undefined;
  const [median, largest] = text.split('; ').map((seconds) => Math.round(Number(seconds) * 1_000));
  return [median!, largest!];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
