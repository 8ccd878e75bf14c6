/** Journeys that would start each other, or themselves, again and again without anything that a customer does. */
import { BENEFIT_GRANTED } from '../benefit.ts';
import { deliveredEventOf } from '../channel.ts';
import type { JourneyDefinition } from '../journey.ts';
import { said } from '../said/said.ts';
import { handsOver, waysOf } from '../step.ts';
import { TAG_CHANGED } from '../tag.ts';
import type { Fault } from './content.ts';
import type { Whole } from './journeys.ts';
import { stepsIn } from './walk.ts';

/** Of each journey that stands in a circle: what is wrong. A wait anywhere in it, a condition at an entry, or a re-entry rule ends what would be endless. */
export function loopFaults(journeys: readonly JourneyDefinition[], whole: Whole): ReadonlyMap<string, Fault> {
  const endless = journeys.filter(isAtOnce);
  const startedBy = (event: string): readonly string[] => endless.filter((one) => startsOn(one, event)).map(({ id }) => id);
  const next = new Map(endless.map((one) => [one.id, [...saidBy(one, whole)].flatMap(startedBy)]));
  const faults = new Map<string, Fault>();
  for (const { id } of endless) {
    const circle = circleFrom(id, next);
    if (!circle) continue;
    const text = said`it starts again with what it sends itself, without end (${circle.join(' -> ')}). Give it a reentry like { after: "1d" }, a wait, or another trigger`;
    faults.set(id, { path: 'trigger', text });
  }
  for (const [id, circle] of startingCircles(journeys)) {
    const text = said`journeys start each other without end (${circle.join(' -> ')}). Let one of them enter once only, or under a condition ("when")`;
    if (!faults.has(id)) faults.set(id, { path: 'steps', text });
  }
  return faults;
}

/** Journeys that start each other by their steps: whatever time lies between, no customer has to do anything for it. */
function startingCircles(journeys: readonly JourneyDefinition[]): ReadonlyMap<string, readonly string[]> {
  const open = journeys.filter(({ reentry, when }) => reentry !== 'once' && when === undefined);
  const ids = new Set(open.map(({ id }) => id));
  const next = new Map(open.map(({ id, steps }) => [id, startedIn(steps).filter((one) => ids.has(one))]));
  return new Map(
    open.flatMap(({ id }) => {
      const circle = circleFrom(id, next);
      return circle ? [[id, circle] as const] : [];
    }),
  );
}

function startedIn(steps: JourneyDefinition['steps']): readonly string[] {
  return [...stepsIn(steps)].flatMap(({ step }) => (step.type === 'start_journey' ? [step.journey] : []));
}

function isAtOnce({ steps, reentry, when, key }: JourneyDefinition): boolean {
  if (reentry !== 'always' || when !== undefined || key !== undefined) return false;
  return ![...stepsIn(steps)].some(({ step }) => step.type === 'wait' || step.type === 'wait_for');
}

function startsOn({ trigger }: JourneyDefinition, event: string): boolean {
  return trigger.type === 'event' && trigger.event === event && trigger.where === undefined;
}

/** Names of the events that follow from the journey by themselves. */
function saidBy({ steps }: JourneyDefinition, { channels }: Whole): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { step } of stepsIn(steps)) {
    if (handsOver(step)) for (const { channel } of waysOf(step)) names.add(deliveredEventOf(channels.get(channel)?.type));
    if (step.type === 'update' || (step.type === 'webhook' && step.response)) names.add('$identify');
    if (step.type === 'benefit') names.add(BENEFIT_GRANTED);
    if (step.type === 'set_tag' || step.type === 'remove_tag') names.add(TAG_CHANGED);
  }
  return names;
}

/** The shortest way back to where it begins. */
export function circleFrom(start: string, next: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const ways: string[][] = [[start]];
  const seen = new Set<string>();
  for (const way of ways) {
    for (const id of next.get(way.at(-1)!) ?? []) {
      if (id === start) return [...way, id];
      if (seen.has(id)) continue;
      seen.add(id);
      ways.push([...way, id]);
    }
  }
  return undefined;
}
