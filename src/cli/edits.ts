/** What becomes of customers inside, as the command line takes it: `--edit cart/old=move:new --edit cart/*=stay`. */
import { Option } from 'commander';
import { VolanoError } from '../base/index.ts';
import type { StepEdit } from '../define/index.ts';
import type { Edits } from '../runtime/index.ts';
import { said } from './said.ts';
import type { World } from './world.ts';

export function editOption({ say }: World): Option {
  return new Option('--edit <journey/step=what...>', say('apply.edit'));
}

/** Throws VOLANO_OPTION_INVALID. Undefined when nothing is said. */
export function editsIn(words: readonly string[] | undefined): Edits | undefined {
  if (!words) return undefined;
  const edits: Record<string, Record<string, StepEdit>> = {};
  for (const word of words) {
    const [, journey, step, what] = /^([^/\s]+)\/([^=\s]+)=(\S+)$/.exec(word) ?? [];
    const edit = what === undefined ? undefined : editFrom(what);
    if (!edit) throw new VolanoError('VOLANO_OPTION_INVALID', { option: '--edit', expected: EXPECTED, value: word });
    edits[journey!] = { ...edits[journey!], [step!]: edit };
  }
  return edits;
}

const EXPECTED = said`JOURNEY/STEP=stay, =exit, =move (to the step of that name) or =move:STEP; * is every other step`;

function editFrom(what: string): StepEdit | undefined {
  if (what === 'stay' || what === 'exit' || what === 'move') return what;
  return what.startsWith('move:') && what.length > 'move:'.length ? { moveTo: what.slice('move:'.length) } : undefined;
}
