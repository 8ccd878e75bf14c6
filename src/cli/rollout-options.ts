/** How a release reaches customers, as the command line takes it: `--rollout 1,10,50,100 --hold 1d --by store --guardrail error=noWorseBy:0.05`. */
import { Option } from 'commander';
import type { Duration } from '../base/index.ts';
import { DURATION_PATTERN, VolanoError } from '../base/index.ts';
import { GUARDRAIL_MEASURES, type Guardrail, type GuardrailMeasure, guardrailFault, type RolloutSettings } from '../define/index.ts';
import { said } from './said.ts';
import type { World } from './world.ts';

/** What the options hold. */
export interface RolloutValues {
  readonly rollout?: string;
  readonly hold?: string;
  readonly by?: string;
  readonly guardrail?: readonly string[];
}

export function rolloutOption({ say }: World): Option {
  return new Option('--rollout <percents>', say('rollout.option'));
}

export function holdOption({ say }: World): Option {
  return new Option('--hold <duration>', say('rollout.hold'));
}

export function byOption({ say }: World): Option {
  return new Option('--by <trait>', say('rollout.by'));
}

export function guardrailOption({ say }: World): Option {
  return new Option('--guardrail <measure=bound:share...>', say('rollout.guardrail'));
}

/** Throws VOLANO_OPTION_INVALID. Undefined when nothing is said. */
export function rolloutIn({ rollout, hold, by, guardrail }: RolloutValues): RolloutSettings | 'at_once' | undefined {
  if (rollout === undefined) {
    const [option, value] =
      Object.entries({ '--hold': hold, '--by': by, '--guardrail': guardrail?.[0] }).find(([, given]) => given !== undefined) ?? [];
    if (option) throw new VolanoError('VOLANO_OPTION_INVALID', { option, expected: said`beside --rollout`, value: String(value) });
    return undefined;
  }
  if (rollout === 'none') return 'at_once';
  const percents = rollout.split(',').map((text) => Number(text.trim().replace(/%$/, '')));
  if (percents.some((percent) => !(percent > 0 && percent <= 100)))
    throw new VolanoError('VOLANO_OPTION_INVALID', {
      option: '--rollout',
      expected: said`percents like 1,10,50,100, or none`,
      value: rollout,
    });
  if (hold !== undefined && !DURATION_PATTERN.test(hold))
    throw new VolanoError('VOLANO_OPTION_INVALID', { option: '--hold', expected: said`a duration like 1d or 12h`, value: hold });
  return {
    stages: percents.map((percent) => ({ percent, ...(hold !== undefined && { hold: hold as Duration }) })),
    ...(by !== undefined && by !== 'customer' && { by: { trait: by } }),
    ...(guardrail && { guardrails: guardrail.map(guardrailIn) }),
  };
}

function guardrailIn(word: string): Guardrail {
  const [, measure = '', bound = '', share = ''] = /^(\w+)=(\w+):([\d.]+)$/.exec(word) ?? [];
  const isKnown = Object.hasOwn(GUARDRAIL_MEASURES, measure) && (bound === 'atMost' || bound === 'atLeast' || bound === 'noWorseBy');
  const given = isKnown ? ({ measure: measure as GuardrailMeasure, [bound]: Number(share) } satisfies Guardrail) : undefined;
  const fault = given ? guardrailFault(given) : EXPECTED;
  if (!given || fault !== undefined || !(Number(share) >= 0 && Number(share) <= 1))
    throw new VolanoError('VOLANO_OPTION_INVALID', { option: '--guardrail', expected: fault ?? EXPECTED, value: word });
  return given;
}

const EXPECTED = said`MEASURE=atMost:SHARE, =atLeast:SHARE or =noWorseBy:SHARE, e.g. error=noWorseBy:0.05`;
