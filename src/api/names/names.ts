/** What the running release calls its things, and what stands for a name where somebody gives none: steps are called by what they do, caps by what they allow. */
import type { Definition, Release, Step, Text } from '../../define/index.ts';
import { listsWithin } from '../../define/index.ts';
import type { ListedChange } from '../../runtime/index.ts';
import { allowed, classes, doing, plain, spanText, waiting } from './texts.ts';

/** By kind and id: `names.journey.win_back.zh`. A step's id is `journey/step`. */
export type Names = Readonly<Record<string, Readonly<Record<string, Text>>>>;

export function namesOf(released: Release['definitions'], left: readonly Pick<ListedChange, 'kind' | 'id' | 'name' | 'action'>[]): Names {
  const names: Record<string, Record<string, Text>> = {};
  const put = (kind: string, id: string, name: Text): void => {
    names[kind] ??= {};
    names[kind]![id] = name;
  };
  for (const { kind, id, name, action } of left) if (action === 'new') put(kind, id, name);
  for (const { definition } of released) if ('name' in definition) put(definition.kind, definition.id, definition.name);
  const nameOf = (kind: string, id: string): Text => names[kind]?.[id] ?? { en: id, zh: id };
  for (const { definition } of released) {
    for (const [id, name] of stepNames(definition, nameOf)) put('step', id, name);
    for (const [id, name] of capNames(definition)) put('cap', id, name);
  }
  return names;
}

type NameOf = (kind: string, id: string) => Text;

function* stepNames(definition: Definition, nameOf: NameOf): Generator<readonly [id: string, name: Text]> {
  if (definition.kind !== 'journey') return;
  for (const step of everyStep(definition.steps)) yield [`${definition.id}/${step.id}`, stepName(step, nameOf)];
}

function* everyStep(steps: readonly Step[]): Generator<Step> {
  for (const step of steps) {
    yield step;
    for (const list of listsWithin(step)) yield* everyStep(list.steps);
  }
}

function stepName(step: Step, nameOf: NameOf): Text {
  switch (step.type) {
    case 'send':
    case 'ticket':
    case 'webhook':
      return nameOf('template', step.template);
    case 'benefit':
      return nameOf('benefit', step.benefit);
    case 'set_tag':
    case 'remove_tag':
      return doing(step.type, nameOf('tag', step.tag));
    case 'start_journey':
    case 'stop_journey':
      return doing(step.type, nameOf('journey', step.journey));
    case 'wait':
      return waiting(step.duration === undefined ? { until: step.until?.at ?? '' } : { span: spanText(step.duration) });
    case 'wait_for':
      return step.event === undefined ? plain.wait_for : doing('wait_for', nameOf('event', step.event));
    default:
      return plain[step.type];
  }
}

function* capNames(definition: Definition): Generator<readonly [id: string, name: Text]> {
  if (definition.kind !== 'policy') return;
  for (const { id, max, per, classes: of } of definition.caps ?? []) {
    const limit = allowed(max, typeof per === 'string' ? { span: spanText(per) } : per);
    yield [id, { en: `${classes(of).en}: ${limit.en}`, zh: `${classes(of).zh}：${limit.zh}` }];
  }
}
