import { stepsIn } from '../check/walk.ts';
import type { JourneyDefinition } from '../journey.ts';
import { benefitName, handsOver, waysOf } from '../step.ts';
import type { Lint } from './lint.ts';
import { everyStep } from './world.ts';

/** A template that prints what its trigger does not carry, as the data dictionary has it. What no event can bring is refused by the release already. */
export const missingVariable: Lint = {
  id: 'missing-variable',
  severity: 'warning',
  *look(world) {
    for (const { definition, step, path } of everyStep(world)) {
      const { trigger } = definition;
      const known = trigger.type === 'event' ? world.events.get(trigger.event)?.properties : undefined;
      if (trigger.type !== 'event' || !known || !handsOver(step)) continue;
      const names = new Set([...Object.keys(known).map(topLevel), ...givenBy(definition)]);
      for (const way of waysOf(step)) {
        const template = world.templates.get(way.template);
        const missing = (template && world.usesOf(template)?.requiredProperties)?.find((property) => !names.has(topLevel(property)));
        if (missing === undefined) continue;
        const values = { template: way.template, property: missing, event: trigger.event };
        yield { definition, path: `${path}.${way.path}template`, says: 'variable', values };
      }
    }
  },
};

/** Names that its own steps give. */
function givenBy({ steps }: JourneyDefinition): readonly string[] {
  return [...stepsIn(steps)].flatMap(({ step: one }) => (one.type === 'benefit' ? [benefitName(one)] : []));
}

function topLevel(path: string): string {
  return path.split(/[.[]/, 1)[0]!;
}
