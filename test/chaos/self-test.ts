/** Is the harness able to see? The product breaks each of its rules on purpose, and a few seeds must tell. */
import type { RunResult } from './run.ts';
import { SABOTAGES } from './sabotages.ts';

/** Seeds within which each has to be seen. */
const SEEDS_MAX = 20;

/** `attempt` runs a seed with the rule broken. True when everything was seen. */
export async function selfTest(
  attempt: (sabotage: string, seed: number) => Promise<RunResult>,
  say: (line: string) => void,
): Promise<boolean> {
  let all = true;
  for (const [name, { rule, mutations, seenBy }] of Object.entries(SABOTAGES)) {
    if (mutations === undefined) {
      say(`${name}: cluster mode only`);
      continue;
    }
    let seen: string | undefined;
    let seed = 0;
    while (seen === undefined && seed < SEEDS_MAX) {
      seed += 1;
      seen = (await attempt(name, seed)).violations.find((violation) => seenBy.some((finding) => violation.startsWith(`${finding}:`)));
    }
    all &&= seen !== undefined;
    say(`${name}: ${seen === undefined ? `NOT SEEN in ${SEEDS_MAX} seeds` : `seen at seed ${seed} (${seen})`}. ${rule}`);
  }
  return all;
}
