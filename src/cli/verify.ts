/** `volano verify`: is the state really what the log says? */
import { Command } from 'commander';
import { CheckFailed } from './failure.ts';
import { dataOption, jsonOption } from './options.ts';
import type { World } from './world.ts';

export type Verify = (options: { readonly dataFolder: string }) => Promise<VerifyOutcome>;

export interface VerifyOutcome {
  readonly equal: boolean;
  readonly entries: number;
  readonly keys: number;
  /** Table, key and both values of the first difference. */
  readonly difference?: string;
}

export function verifyCommand(world: World, verify: Verify): Command {
  const { say, terminal } = world;
  return new Command('verify')
    .description(say('verify.description'))
    .addOption(dataOption(world))
    .addOption(jsonOption(world))
    .action(async ({ data, json }: { readonly data: string; readonly json?: true }) => {
      const outcome = await verify({ dataFolder: data });
      const { equal, entries, keys, difference = '' } = outcome;
      if (json) terminal.print(JSON.stringify(outcome));
      else terminal.print(equal ? say('verify.equal', { entries, keys }) : say('verify.different', { difference }));
      if (!equal) throw new CheckFailed();
    });
}
