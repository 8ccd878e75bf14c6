/** What is chosen of a broadcast, step by step, and what it comes to. Pure. */

export const STEPS = ['whom', 'what', 'when', 'check'] as const;
export type StepName = (typeof STEPS)[number];

export const CLASSES = ['marketing', 'service', 'transactional'] as const;
export type MessageClass = (typeof CLASSES)[number];

/** As the address keeps it. */
export interface Chosen {
  readonly step?: string | undefined;
  readonly segment?: string | undefined;
  readonly template?: string | undefined;
  readonly channel?: string | undefined;
  readonly purpose?: string | undefined;
  /** Default: marketing. */
  readonly class?: string | undefined;
  /** `2026-12-01T10:00`, on each customer's own clock. */
  readonly at?: string | undefined;
  /** `yes`: as soon as it can be; then there is no `at`. */
  readonly soon?: string | undefined;
  /** Percent; default: as the server has it. */
  readonly holdout?: string | undefined;
  readonly id?: string | undefined;
  /** Id of the journey that it has become. */
  readonly made?: string | undefined;
}

/** As `POST /v1/broadcasts` takes it. */
export interface Wish {
  readonly segment: string;
  readonly template: string;
  readonly channel: string;
  readonly purpose: string;
  readonly messageClass: MessageClass;
  readonly at: string;
  readonly id?: string;
  readonly holdout?: number;
}

const MINUTE_MS = 60_000;
/** Time to look it over and publish it. */
const AHEAD_MS = 15 * MINUTE_MS;
const ROUND_MS = 5 * MINUTE_MS;
const AT = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/;

/** What the clock shows in a zone: `2026-12-01T10:00`. */
export function clockIn(at: number, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-CA', {
    ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
  });
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}`;
}

/** A quarter of an hour from now, at the next full five minutes. */
export function soonest(now: number, timeZone: string): string {
  return clockIn(Math.ceil((now + AHEAD_MS) / ROUND_MS) * ROUND_MS, timeZone);
}

/** Whether a time of these clocks is still ahead in the zone. */
export function isAhead(at: string, now: number, timeZone: string): boolean {
  return at > clockIn(now, timeZone);
}

/** The steps that are done, from the first: those after them cannot be gone to yet. */
export function doneSteps(chosen: Chosen, now: number, timeZone: string): number {
  const { segment, template, channel, purpose, at, soon } = chosen;
  const done = [
    segment !== undefined,
    template !== undefined && channel !== undefined && purpose !== undefined,
    soon !== undefined || (at !== undefined && AT.test(at) && isAhead(at, now, timeZone)),
  ];
  const open = done.indexOf(false);
  return open < 0 ? done.length : open;
}

/** The step that is shown: the one that is asked for, or the first that is not done. */
export function stepOf({ step }: Chosen, done: number): number {
  const asked = STEPS.indexOf(step as StepName);
  return Math.min(Math.max(asked, 0), done);
}

export function classOf({ class: given }: Chosen): MessageClass {
  return CLASSES.find((one) => one === given) ?? 'marketing';
}

/** Undefined while something is missing. `soon`: the time that it would be. */
export function wishOf(chosen: Chosen, soon: string): Wish | undefined {
  const { segment, template, channel, purpose, id, holdout } = chosen;
  const at = chosen.soon === undefined ? chosen.at : soon;
  if (segment === undefined || template === undefined || channel === undefined || purpose === undefined || at === undefined)
    return undefined;
  const percent = Number(holdout);
  return {
    ...{ segment, template, channel, purpose, messageClass: classOf(chosen), at },
    ...(id !== undefined && { id }),
    ...(holdout !== undefined && percent >= 0 && percent < 100 && { holdout: percent / 100 }),
  };
}
