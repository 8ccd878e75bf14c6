/** What a test may expect of a customer. Each says in words what is expected, what it names, and whether it holds. */
import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../../core/index.ts';
import type { Message } from '../virtual/hand-over.ts';
import type { FactRow } from '../virtual/world.ts';
import type { Look } from './acting.ts';
import type { NamedThing } from './recorder.ts';

export interface Expectation {
  /** Goes on from "expected anna ": `to have been sent "welcome"`. */
  readonly text: string;
  readonly names: readonly NamedThing[];
  readonly holds: (look: Look) => boolean;
  /** What was found instead, where a word says it. */
  readonly found?: (look: Look) => string | undefined;
}

/** Which of the messages with the template are meant. */
export interface SentOptions {
  readonly channel?: string;
  readonly journey?: string;
  /** Exactly so many; default: at least one. */
  readonly times?: number;
  /** The rendered subject or body holds this text, or matches. */
  readonly subject?: string | RegExp;
  readonly body?: string | RegExp;
  /** The address it went to. */
  readonly to?: string;
}

/** A message of the template was handed over. */
export function sent(template: string, options: SentOptions = {}): Expectation {
  return ended('sent', template, options);
}

/** It failed for good: what the channel said holds `reason`. */
export function failed(template: string, options: SentOptions & { readonly reason?: string } = {}): Expectation {
  return ended('failed', template, options);
}

/** It was decided, and something spoke against it before it was handed over: `reason` is the rule. */
export function withdrawn(template: string, options: SentOptions & { readonly reason?: string } = {}): Expectation {
  return ended('withdrawn', template, options);
}

/** It is decided and still to be handed over: in a retry, behind a breaker or a rate, overnight. */
export function onItsWay(template: string, options: SentOptions = {}): Expectation {
  return ended('waiting', template, options);
}

const WORDS = {
  sent: 'to have been sent',
  failed: 'to have failed to get',
  withdrawn: 'to have withdrawn',
  waiting: 'to be about to get',
} as const;

function ended(status: Message['status'], template: string, options: SentOptions & { readonly reason?: string }): Expectation {
  const { channel, journey, times } = options;
  const matching = ({ messages }: Look) => messages.filter((message) => message.status === status && isMeant(message, template, options));
  return {
    text: `${WORDS[status]} "${template}"${optionsText(options)}`,
    names: [
      ['template', template],
      ...(channel === undefined ? [] : [['channel', channel] as const]),
      ...(journey === undefined ? [] : [['journey', journey] as const]),
    ],
    holds: (look) => (times === undefined ? matching(look).length > 0 : matching(look).length === times),
    found: (look) => foundMessages(look, template, matching(look).length),
  };
}

/** These templates were handed over, all there were, in this order. */
export function sentInOrder(...templates: readonly string[]): Expectation {
  const told = (look: Look) => handedOver(look).map(({ command }) => command.template);
  return {
    text: `to have been sent exactly ${templates.length === 0 ? 'nothing' : templates.map((id) => `"${id}"`).join(', ')}`,
    names: templates.map((id) => ['template', id]),
    holds: (look) => isDeepStrictEqual(told(look), templates),
    found: (look) => `sent: ${told(look).join(', ') || 'nothing'}`,
  };
}

/** Nothing was handed over at all. */
export function sentNothing(): Expectation {
  return { ...sentInOrder(), text: 'to have been sent nothing' };
}

/** A message was refused by this rule of guard, or by one that begins with it: `cap`, `consent`, `quiet_hours`, `address.missing`. */
export function refused(rule: string, options: { readonly template?: string; readonly journey?: string } = {}): Expectation {
  return verdict('suppress', rule, options);
}

/** A message was put off by this rule: `quiet_hours`. */
export function deferred(rule = 'quiet_hours', options: { readonly template?: string; readonly journey?: string } = {}): Expectation {
  return verdict('defer', rule, options);
}

function verdict(
  action: string,
  rule: string,
  { template, journey }: { readonly template?: string; readonly journey?: string },
): Expectation {
  const verdicts = ({ facts }: Look) =>
    facts.filter(
      ({ kind, name, detail }) =>
        kind === 'verdict' && (template === undefined || detail?.template === template) && (journey === undefined || name === journey),
    );
  return {
    text: `to have had a message ${action === 'defer' ? 'put off' : 'refused'} by "${rule}"${template === undefined ? '' : ` ("${template}")`}`,
    names: [
      ...(template === undefined ? [] : [['template', template] as const]),
      ...(journey === undefined ? [] : [['journey', journey] as const]),
    ],
    holds: (look) => verdicts(look).some((fact) => fact.action === action && beginsWith(String(fact.detail?.rule ?? ''), rule)),
    found: (look) =>
      `verdicts: ${
        verdicts(look)
          .map((fact) => `${fact.action} ${String(fact.detail?.rule)}`)
          .join(', ') || 'none'
      }`,
  };
}

export function tagged(tag: string): Expectation {
  return {
    text: `to have the tag "${tag}"`,
    names: [['tag', tag]],
    holds: ({ tags }) => tags.includes(tag),
    found: ({ tags }) => `tags: ${tags.join(', ') || 'none'}`,
  };
}

export function inSegment(segment: string): Expectation {
  return {
    text: `to be in the segment "${segment}"`,
    names: [['segment', segment]],
    holds: ({ segments }) => segments.includes(segment),
    found: ({ segments }) => `segments: ${segments.join(', ') || 'none'}`,
  };
}

/** The trait has this value; without one, any. Numbers are plain, times are ms. */
export function hasTrait(trait: string, value?: Json): Expectation {
  return {
    text: value === undefined ? `to have the trait "${trait}"` : `to have the trait "${trait}" ${JSON.stringify(value)}`,
    names: [['trait', trait]],
    holds: ({ customer }) => {
      const is = customer?.traits[trait];
      return value === undefined ? is !== undefined && is !== null : isDeepStrictEqual(is, value);
    },
    found: ({ customer }) => `${trait}: ${JSON.stringify(customer?.traits[trait]) ?? 'none'}`,
  };
}

/** Is inside the journey; where a step is named, rests at it. */
export function isIn(journey: string, step?: string): Expectation {
  return {
    text: `to be in the journey "${journey}"${step === undefined ? '' : ` at "${step}"`}`,
    names:
      step === undefined
        ? [['journey', journey]]
        : [
            ['journey', journey],
            ['step', `${journey}/${step}`],
          ],
    holds: ({ customer }) =>
      (customer?.customer.journeys.instances ?? []).some((one) => one.journey === journey && (step === undefined || one.step === step)),
    found: ({ customer }) =>
      `inside: ${customer?.customer.journeys.instances.map((one) => `${one.journey}/${one.step}`).join(', ') || 'no journey'}`,
  };
}

/** Entered the journey: `times` exactly, default at least once. */
export function entered(journey: string, options: { readonly times?: number } = {}): Expectation {
  return lived(journey, ['entered', 'to have entered'], options);
}

export function completed(journey: string, options: { readonly times?: number } = {}): Expectation {
  return lived(journey, ['completed', 'to have completed'], options);
}

/** Reached the journey's goal. */
export function converted(journey: string, options: { readonly times?: number } = {}): Expectation {
  return lived(journey, ['converted', 'to have reached the goal of'], options);
}

/** Left the journey before its end: `rule` says why, or begins it: `exit`, `trigger.retracted`. */
export function exited(journey: string, options: { readonly times?: number; readonly rule?: string } = {}): Expectation {
  return lived(journey, ['exited', 'to have left'], options);
}

/** Was not let into the journey: `rule` says why, or begins it: `reentry`, `when.false`, `goal.met`. */
export function turnedAway(journey: string, options: { readonly times?: number; readonly rule?: string } = {}): Expectation {
  return lived(journey, ['not_entered', 'to have been turned away from'], options);
}

function lived(
  journey: string,
  [action, words]: readonly [action: string, words: string],
  { times, rule }: { readonly times?: number; readonly rule?: string },
): Expectation {
  const about = ({ facts }: Look) => facts.filter(({ kind, name }) => (kind === 'journey' || kind === 'decision') && name === journey);
  const kind = action === 'not_entered' ? 'decision' : 'journey';
  const matching = (look: Look) =>
    about(look).filter(
      (fact) => fact.kind === kind && fact.action === action && (rule === undefined || beginsWith(String(fact.detail?.rule ?? ''), rule)),
    );
  return {
    text: `${words} the journey "${journey}"${timesText(times)}${rule === undefined ? '' : ` by "${rule}"`}`,
    names: [['journey', journey]],
    holds: (look) => (times === undefined ? matching(look).length > 0 : matching(look).length === times),
    found: (look) => `in "${journey}": ${about(look).map(shortly).join(', ') || 'nothing'}`,
  };
}

/** Passed or rests at the step of the journey. */
export function reached(journey: string, step: string): Expectation {
  return {
    text: `to have reached the step "${step}" of "${journey}"`,
    names: [
      ['journey', journey],
      ['step', `${journey}/${step}`],
    ],
    holds: ({ facts, customer }) =>
      facts.some((fact) => (fact.kind === 'journey' || fact.kind === 'verdict') && fact.name === journey && fact.step === step) ||
      (customer?.customer.journeys.instances ?? []).some((one) => one.journey === journey && one.step === step),
  };
}

/** Two names of a test are one profile. */
export function isOneWith(namespace: string, value: string): Expectation {
  return {
    text: `to be one profile with ${namespace} "${value}"`,
    names: [],
    holds: ({ customer }) => (customer?.identifiers ?? []).some(([space, own]) => space === namespace && own === value),
    found: ({ customer }) =>
      `identifiers: ${
        (customer?.identifiers ?? [])
          .map((one) => one.join(':'))
          .sort()
          .join(', ') || 'none'
      }`,
  };
}

function isMeant(
  message: Message,
  template: string,
  { channel, journey, subject, body, to, reason }: SentOptions & { readonly reason?: string },
): boolean {
  const { command, content } = message;
  return (
    command.template === template &&
    (channel === undefined || command.channel === channel) &&
    (journey === undefined || command.journey === journey) &&
    (to === undefined || command.to === to) &&
    (reason === undefined || (message.reason ?? '').includes(reason)) &&
    says(content?.subject, subject) &&
    says(content?.body, body)
  );
}

function says(text: string | undefined, wanted: string | RegExp | undefined): boolean {
  if (wanted === undefined) return true;
  return text !== undefined && (typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text));
}

function handedOver({ messages }: Look): readonly Message[] {
  return messages.filter(({ status }) => status === 'sent').sort((a, b) => (a.endedAt ?? 0) - (b.endedAt ?? 0));
}

function foundMessages({ messages }: Look, template: string, count: number): string {
  const near = messages.filter(({ command }) => command.template === template);
  const told = near.map(({ command, status, reason, content }) => {
    const why = reason === undefined ? '' : `: ${reason}`;
    return `${status} through ${command.channel}${why}${content?.subject === undefined ? '' : ` "${content.subject}"`}`;
  });
  return `${count} of that kind; messages "${template}": ${told.join('; ') || 'none'}`;
}

function optionsText({ times, ...options }: SentOptions & { readonly reason?: string }): string {
  const told = Object.entries(options).map(([name, value]) => `${name} ${value instanceof RegExp ? String(value) : JSON.stringify(value)}`);
  return `${timesText(times)}${told.length === 0 ? '' : ` (${told.join(', ')})`}`;
}

function timesText(times: number | undefined): string {
  if (times === undefined) return '';
  return times === 1 ? ' exactly once' : ` exactly ${times} times`;
}

function shortly({ action, step, detail }: FactRow): string {
  const rule = detail?.rule === undefined ? '' : ` (${String(detail.rule)})`;
  return `${action}${step === undefined ? '' : ` ${step}`}${rule}`;
}

/** `cap` begins `cap.user`, and not `capture`. */
function beginsWith(rule: string, beginning: string): boolean {
  return rule === beginning || rule.startsWith(`${beginning}.`) || rule.startsWith(`${beginning}:`);
}
