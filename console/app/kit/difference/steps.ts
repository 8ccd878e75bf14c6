/** What differs between the steps of two versions of a journey. A step is the same one as long as it has its id, wherever it stands. */
import { spanText } from '../why/condition.ts';
import type { Plain } from './sides.ts';
import { type DifferenceWords, isPlain, valueText } from './values.ts';

export interface PlacedStep {
  readonly id: string;
  /** Without the steps inside it. */
  readonly own: Plain;
  /** Id of the step whose list it stands in, with the list's place; '' for the journey's own. */
  readonly within: string;
}

/** All steps in reading order, those inside others too. */
export function placedSteps(steps: unknown, within = ''): readonly PlacedStep[] {
  if (!isSteps(steps)) return [];
  return steps.flatMap((step) => {
    const inside: PlacedStep[] = [];
    const own = without(step, (list, path) => inside.push(...placedSteps(list, `${step.id}.${path}`)));
    return [{ id: step.id, own: own as Plain, within }, ...inside];
  });
}

type Step = Plain & { readonly id: string; readonly type: string };

function isSteps(value: unknown): value is readonly Step[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((one) => isPlain(one) && typeof one.id === 'string' && typeof one.type === 'string')
  );
}

/** The same value without the lists of steps in it; `take` gets each. */
function without(value: unknown, take: (list: unknown, path: string) => void, path = ''): unknown {
  if (Array.isArray(value)) return value.map((one, index) => without(one, take, `${path}${index}.`));
  if (!isPlain(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, one]) => {
      if (!isSteps(one)) return [[name, without(one, take, `${path}${name}.`)]];
      take(one, `${path}${name}`);
      return [];
    }),
  );
}

/** A step by what it does: its id is for those who write it. */
export function stepText({ own, id }: Pick<PlacedStep, 'own' | 'id'>, words: DifferenceWords): string {
  const { t, why } = words;
  const of = (kind: string, given: unknown): string => why.names.of(kind, String(given));
  switch (own.type) {
    case 'wait':
      return typeof own.duration === 'string'
        ? t('step.wait', { span: spanText(own.duration, why) })
        : t('step.waitUntil', { at: isPlain(own.until) ? String(own.until.at) : '' });
    case 'wait_for':
      return typeof own.event === 'string' ? t('step.waitFor', { event: of('event', own.event) }) : t('step.waitForOne');
    case 'send':
      return t('step.send', { template: of('template', own.template) });
    case 'webhook':
      return t('step.webhook', { channel: of('channel', own.channel) });
    case 'ticket':
      return t('step.ticket', { template: of('template', own.template) });
    case 'benefit':
      return t('step.benefit', { benefit: of('benefit', own.benefit) });
    case 'set_tag':
    case 'remove_tag':
      return t(`step.${own.type}`, { tag: of('tag', own.tag) });
    case 'start_journey':
    case 'stop_journey':
      return t(`step.${own.type}`, { journey: of('journey', own.journey) });
    case 'update':
      return t('step.update', {
        traits: Object.keys(isPlain(own.traits) ? own.traits : {})
          .map((trait) => of('trait', trait))
          .join(t('and')),
      });
    case 'branch':
    case 'split':
    case 'exit':
      return t(`step.${own.type}`);
    default:
      return `${valueText('type', own.type, words)} ${id}`;
  }
}

/** Ids of steps that are in both, in another order or place. */
export function movedSteps(before: readonly PlacedStep[], after: readonly PlacedStep[]): ReadonlySet<string> {
  const was = new Map(before.map((step) => [step.id, step]));
  const is = new Map(after.map((step) => [step.id, step]));
  const moved = new Set(after.filter(({ id, within }) => was.has(id) && was.get(id)!.within !== within).map(({ id }) => id));
  const stayed = (steps: readonly PlacedStep[], other: ReadonlyMap<string, PlacedStep>): readonly string[] =>
    steps.filter(({ id }) => other.has(id) && !moved.has(id)).map(({ id }) => id);
  const places = new Map(stayed(before, is).map((id, index) => [id, index]));
  const order = stayed(after, was);
  const kept = longestRising(order.map((id) => places.get(id)!));
  order.forEach((id, index) => {
    if (!kept.has(index)) moved.add(id);
  });
  return moved;
}

/** Indexes of the longest rising sequence. Lists of steps are short. */
function longestRising(values: readonly number[]): ReadonlySet<number> {
  const ends: { readonly length: number; readonly from: number }[] = [];
  let best = -1;
  values.forEach((value, index) => {
    let [length, from] = [1, -1];
    for (let before = 0; before < index; before++) {
      if (values[before]! < value && ends[before]!.length + 1 > length) [length, from] = [ends[before]!.length + 1, before];
    }
    ends.push({ length, from });
    if (best < 0 || length > ends[best]!.length) best = index;
  });
  const kept = new Set<number>();
  for (let at = best; at >= 0; at = ends[at]!.from) kept.add(at);
  return kept;
}
