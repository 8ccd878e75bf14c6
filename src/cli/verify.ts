/** `volano verify`: is the state really what the log says? */
import { Command, Option } from 'commander';
import type { Difference, VerifyOptions, VerifyOutcome, VerifyProgress } from '../runtime/verify/index.ts';
import { CheckFailed } from './failure.ts';
import { configOption, dataOption, jsonOption, wholeNumber } from './options.ts';
import { barOf, grouped, LINE_MS, REDRAW_MS } from './progress.ts';
import type { World } from './world.ts';

export interface VerifyEngine {
  /** `config`: file of the configuration; default: the one in the data folder, if there is one. */
  readonly verify: (options: VerifyOptions & { readonly config: string | undefined }) => Promise<VerifyOutcome>;
  /** Ms, any origin. */
  readonly clock: () => number;
}

interface VerifyValues {
  readonly data: string;
  readonly config?: string;
  readonly batch: string;
  readonly json?: true;
}

const BATCH_MAX = 1_000_000;

export function verifyCommand(world: World, { verify, clock }: VerifyEngine): Command {
  const { say, terminal } = world;
  return new Command('verify')
    .description(say('verify.description'))
    .addOption(dataOption(world))
    .addOption(configOption(world))
    .addOption(new Option('--batch <sizes>', say('verify.batch')).default('1,10000'))
    .addOption(jsonOption(world))
    .action(async ({ data, config, batch, json }: VerifyValues) => {
      const batches = batch.split(',').map((size) => wholeNumber('--batch', size.trim(), { low: 1, high: BATCH_MAX }));
      const progress = verifyProgress(world, clock);
      const outcome = await verify({ dataFolder: data, config, batches, onProgress: progress.update });
      progress.end();
      const { equal, from, entries, keys, difference } = outcome;
      if (json) terminal.print(JSON.stringify(outcome));
      else if (difference) terminal.print(differenceText(world, difference));
      else terminal.print(say('verify.equal', { entries, keys, batches: batches.join(', ') }));
      if (from !== undefined && !json) terminal.print(say('verify.from', { from }));
      if (!equal) throw new CheckFailed();
    });
}

function differenceText({ say }: World, { table, key, live, replayed, batch }: Difference & { readonly batch: number }): string {
  const absent = say('verify.absent');
  return say('verify.different', { table, key, batch, live: live ?? absent, replayed: replayed ?? absent });
}

function verifyProgress(
  { terminal, say }: World,
  clock: () => number,
): { readonly update: (progress: VerifyProgress) => void; readonly end: () => void } {
  const every = terminal.interactive ? REDRAW_MS : LINE_MS;
  let shownAt = clock();
  let shown = false;
  return {
    update({ batch, entries, total }) {
      if (clock() - shownAt < every) return;
      shownAt = clock();
      shown = true;
      const share = total > 0 ? Math.min(1, entries / total) : 1;
      const line = say('verify.progress', { batch, bar: barOf(share), percent: `${Math.floor(share * 100)}%`, entries: grouped(entries) });
      if (terminal.interactive) terminal.redraw(line);
      else terminal.note(line);
    },
    end() {
      if (shown && terminal.interactive) terminal.note('');
    },
  };
}
