/** What a step or a journey says, as labels with values, for whoever reads. */
import type { Journey, Step, StepOf } from '../model/document.ts';
import type { Fallback, Guardrail } from '../model/guards.ts';
import type { JourneyWords } from '../words.ts';

export type Fact = readonly [label: string, value: string];

/** Beside what the line of the step says already. */
export function factsOf(step: Step, words: JourneyWords): readonly Fact[] {
  const { t } = words;
  const { guardrails = [] } = step;
  return [
    ...ownFacts(step, words),
    ...fact(t('fields.stage'), guardText(step, 'stage', words)),
    ...guardrails.map((one): Fact => [t('fields.guardrail'), guardrailText(one, words)]),
    ...fact(t('fields.fallback'), guardText(step, 'fallback', words)),
  ];
}

/** Fields that any step may have. */
export const GUARDS = ['stage', 'guardrails', 'fallback'] as const;

/** What a step says in one of them; undefined: nothing. */
export function guardText({ stage, guardrails, fallback }: Step, field: (typeof GUARDS)[number], words: JourneyWords): string | undefined {
  if (field === 'stage') return stage && words.t(`stages.${stage}`);
  if (field === 'guardrails') return guardrails?.map((one) => guardrailText(one, words)).join(words.t('listed'));
  return fallback && fallbackText(fallback, words);
}

/** Of the journey itself: who enters, how often, and what it is for. */
export function journeyFacts(journey: Journey, words: JourneyWords): readonly Fact[] {
  const { t, end, span } = words;
  const { formats } = words.words;
  const { trigger, when, reentry, key, goal, goalWithin, exits = [], holdout, limits = {}, kpi, priority, value } = journey;
  return [
    [t('trigger'), words.trigger(trigger)],
    ...fact(t('fields.maxAge'), trigger.type === 'event' ? trigger.maxAge && span(trigger.maxAge) : undefined),
    ...fact(t('fields.when'), when && end(when)),
    [t('fields.reentry'), words.reentry(reentry)],
    ...fact(t('fields.key'), key),
    ...fact(t('fields.goal'), goal && end(goal)),
    ...fact(t('fields.goalWithin'), goalWithin && span(goalWithin)),
    ...exits.map((one): Fact => [t('fields.exits'), end(one)]),
    ...fact(t('fields.holdout'), holdout === undefined ? undefined : formats.percent(holdout, 2)),
    ...fact(t('fields.concurrent'), limits.concurrent?.toString()),
    ...fact(t('fields.entriesPerDay'), limits.entriesPerDay === undefined ? undefined : formats.number(limits.entriesPerDay)),
    ...fact(t('fields.cooldown'), limits.cooldown && span(limits.cooldown)),
    ...fact(t('fields.kpi'), kpi && words.kpi(kpi)),
    ...fact(t('fields.priority'), priority && t(`priorities.${priority}`)),
    ...fact(
      t('fields.value'),
      value === undefined ? undefined : typeof value === 'number' ? formats.money(value) : words.named('trait', value.trait),
    ),
  ];
}

function ownFacts(step: Step, words: JourneyWords): readonly Fact[] {
  const { t, named, span, end } = words;
  switch (step.type) {
    case 'send':
      return sendFacts(step, words);
    case 'webhook':
      return [
        [t('fields.template'), named('template', step.template)],
        [t('fields.channel'), named('channel', step.channel)],
        ...(step.response ?? []).map(({ field, trait }): Fact => [t('fields.response'), `${field} → ${named('trait', trait)}`]),
        ...awaitFacts(step, words),
      ];
    case 'ticket':
      return [
        [t('fields.template'), named('template', step.template)],
        [t('fields.owner'), step.owner || t('unset')],
        [t('fields.priority'), t(`priorities.${step.priority ?? 'normal'}`)],
        [t('fields.due'), span(step.due)],
        ...awaitFacts(step, words),
      ];
    case 'wait_for':
      return [
        ...fact(
          t('fields.event'),
          step.event === undefined ? undefined : end({ event: step.event, ...(step.where && { where: step.where }) }),
        ),
        ...(step.branches ?? []).map(({ on }): Fact => [t('fields.opens'), end(on)]),
        [t('fields.timeout'), span(step.timeout)],
        ...fact(t('fields.rearm'), step.rearm && end(step.rearm)),
      ];
    case 'branch':
      return step.branches.map(({ when }, index): Fact => [t('fields.branch', { number: index + 1 }), end(when)]);
    case 'split':
      return step.arms.map(({ id, share }): Fact => [t('fields.arm', { id }), words.words.formats.percent(share, 2)]);
    case 'benefit':
      return fact(t('fields.as'), step.as);
    case 'start_journey':
      return Object.entries(step.properties ?? {}).map(
        ([name, value]): Fact => [t('fields.property', { name }), typeof value === 'object' ? value.property : String(value)],
      );
    default:
      return [];
  }
}

function sendFacts(step: StepOf<'send'>, words: JourneyWords): readonly Fact[] {
  const { t, named } = words;
  return [
    [t('fields.template'), named('template', step.template)],
    [t('fields.channel'), named('channel', step.channel)],
    ...(step.fallbacks ?? []).map(
      ({ channel, template }): Fact => [t('fields.otherWay'), `${named('channel', channel)} · ${named('template', template)}`],
    ),
    ...fact(t('fields.preference'), step.preference && named('trait', step.preference)),
    [t('fields.purpose'), named('purpose', step.purpose)],
    [t('fields.messageClass'), t(`classes.${step.messageClass ?? 'marketing'}`)],
    ...awaitFacts(step, words),
    ...fact(t('fields.nextOnFailure'), step.nextOnFailure && t('yes')),
  ];
}

function awaitFacts(step: StepOf<'send' | 'webhook' | 'ticket'>, { t, span }: JourneyWords): readonly Fact[] {
  return fact(
    t('fields.await'),
    step.await && t('awaits', { outcome: t(`outcomes.${step.await.outcome}`), timeout: span(step.await.timeout) }),
  );
}

/** The bound, and what else is said of whom it counts. */
function guardrailText(one: Guardrail, words: JourneyWords): string {
  const { t, span } = words;
  const { number } = words.words.formats;
  const more = [
    ...(one.window === undefined ? [] : [t('guardrails.window', { span: span(one.window) })]),
    ...(one.within === undefined ? [] : [t('guardrails.within', { span: span(one.within) })]),
    ...(one.minimum === undefined ? [] : [t('guardrails.minimum', { number: number(one.minimum) })]),
  ];
  const text = boundText(one, words);
  return more.length === 0 ? text : t('guardrails.more', { text, more: more.join(t('listed')) });
}

function boundText(one: Guardrail, { t, words }: JourneyWords): string {
  const measure = t(`measures.${one.measure}`);
  const { percent, points } = words.formats;
  if (one.atMost !== undefined) return t('guardrails.atMost', { measure, value: percent(one.atMost, 2) });
  if (one.atLeast !== undefined) return t('guardrails.atLeast', { measure, value: percent(one.atLeast, 2) });
  return t('guardrails.noWorseBy', { measure, value: points(one.noWorseBy ?? 0) });
}

function fallbackText(fallback: Fallback, words: JourneyWords): string {
  const { t } = words;
  const text = insteadText(fallback, words);
  if (fallback.probe === undefined) return text;
  return t('guardrails.more', { text, more: t('fallbacks.probe', { share: words.words.formats.percent(fallback.probe, 1) }) });
}

function insteadText(fallback: Fallback, { t, named }: JourneyWords): string {
  if ('skip' in fallback) return t('fallbacks.skip');
  if ('step' in fallback) return t('fallbacks.step', { step: fallback.step });
  return t('fallbacks.way', { channel: named('channel', fallback.channel), template: named('template', fallback.template) });
}

function fact(label: string, value: string | undefined): readonly Fact[] {
  return value === undefined || value === '' ? [] : [[label, value]];
}
