/** Through which channels a content goes out. */
import { stepsIn } from '../check/walk.ts';
import type { JourneyDefinition } from '../journey.ts';
import type { Definition } from '../project.ts';
import { handsOver, waysOf } from '../step.ts';
import type { ContentUse } from './used-by.ts';

/** `name`: `template:ID` or `block:ID`; of a block, the channels of all templates that hold it. Ids in order. */
export function channelsOf(
  name: string,
  definitions: readonly Definition[],
  uses: ReadonlyMap<string, readonly ContentUse[]>,
): readonly string[] {
  const templates = new Set<string>();
  const looked = new Set<string>();
  const look = (one: string): void => {
    if (looked.has(one)) return;
    looked.add(one);
    const [kind, id] = one.split(':');
    if (kind === 'template') templates.add(id!);
    for (const use of uses.get(one) ?? []) if (use.kind === 'template' || use.kind === 'block') look(`${use.kind}:${use.id}`);
  };
  look(name);
  const ways = definitions.flatMap((one) => (one.kind === 'journey' ? waysOfJourney(one) : []));
  return [...new Set(ways.filter(({ template }) => templates.has(template)).map(({ channel }) => channel))].sort();
}

function waysOfJourney({ steps }: JourneyDefinition): readonly { readonly channel: string; readonly template: string }[] {
  return [...stepsIn(steps)].flatMap(({ step }) => (handsOver(step) ? waysOf(step) : []));
}
