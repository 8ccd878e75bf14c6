/** Through which channels a content goes out. */
import { type ContentUse, type Definition, handsOver, listsWithin, type Step, waysOf } from '../../define/index.ts';

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
  const ways = definitions.flatMap((one) => (one.kind === 'journey' ? waysIn(one.steps) : []));
  return [...new Set(ways.filter(({ template }) => templates.has(template)).map(({ channel }) => channel))].sort();
}

function waysIn(steps: readonly Step[]): readonly { readonly channel: string; readonly template: string }[] {
  return steps.flatMap((step) => [...(handsOver(step) ? waysOf(step) : []), ...listsWithin(step).flatMap((list) => waysIn(list.steps))]);
}
