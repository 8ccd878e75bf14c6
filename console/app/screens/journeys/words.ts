/** A journey in words: its trigger, what each step does, and when each way is gone. */
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Condition } from '../../api/index.ts';
import { conditionText, useWhyWords, type Words } from '../../kit/index.ts';
import type { Journey, Step, StepOf, Way } from './model/document.ts';
import { msOf } from './model/duration.ts';

export interface JourneyWords {
  readonly t: TFunction<'journeys'>;
  readonly words: Words;
  /** Of a kind of step. */
  readonly kind: (type: Step['type']) => string;
  /** What a step does, in one line. */
  readonly summary: (step: Step) => string;
  /** Kind and line: how a step is named where it stands alone. */
  readonly step: (step: Step) => string;
  /** When a way is gone. */
  readonly way: (step: Step, way: Way) => string;
  readonly trigger: (trigger: Journey['trigger']) => string;
  /** An event or a condition that is waited for, aimed at, or ends a journey. */
  readonly end: (end: NonNullable<Journey['goal']>) => string;
  readonly reentry: (reentry: Journey['reentry']) => string;
  readonly kpi: (kpi: NonNullable<Journey['kpi']>) => string;
  /** `2h` */
  readonly span: (duration: string) => string;
  /** Name of a definition, or that none is chosen. */
  readonly named: (kind: string, id: string | undefined) => string;
}

export function useJourneyWords(): JourneyWords {
  const { t } = useTranslation('journeys');
  const words = useWhyWords();
  return useMemo(() => wordsOf(t, words), [t, words]);
}

function wordsOf(t: TFunction<'journeys'>, words: Words): JourneyWords {
  const { formats, names } = words;
  const span = (duration: string): string => {
    const ms = msOf(duration);
    return ms === undefined ? t('unset') : formats.span(ms);
  };
  const named = (kind: string, id: string | undefined): string => (id === undefined || id === '' ? t('unset') : names.of(kind, id));
  const condition = (of: Condition): string => (of.rules.length === 0 ? t('unset') : conditionText(of, words));
  const event = (name: string, where?: Condition): string => {
    const text = name === '' ? t('unset') : name;
    return where && where.rules.length > 0 ? t('eventWhere', { event: text, where: condition(where) }) : t('event', { event: text });
  };
  const end = (of: NonNullable<Journey['goal']>): string => ('event' in of ? event(of.event, of.where) : condition(of as Condition));
  const kind = (type: Step['type']): string => t(`kinds.${type}`);
  const of: Context = { t, words, span, named, condition, event, end };
  const summary = (step: Step): string => summaryOf(step, of);
  return {
    ...{ t, words, span, named, end, kind, summary },
    step: (step) => t('stepNamed', { kind: kind(step.type), summary: summary(step) }),
    way: (step, way) => wayText(step, way, of),
    trigger: (trigger) => triggerText(trigger, of),
    reentry: (reentry) => (typeof reentry === 'string' ? t(`reentry.${reentry}`) : t('reentry.after', { span: span(reentry.after) })),
    kpi: ({ metric, target, within = '30d' }) =>
      t('kpiText', {
        metric: t(`metrics.${metric}`),
        target: metric === 'revenue_per_customer' ? formats.money(target) : formats.percent(target),
        within: span(within),
      }),
  };
}

interface Context {
  readonly t: TFunction<'journeys'>;
  readonly words: Words;
  readonly span: (duration: string) => string;
  readonly named: (kind: string, id: string | undefined) => string;
  readonly condition: (of: Condition) => string;
  readonly event: (name: string, where?: Condition) => string;
  readonly end: (of: NonNullable<Journey['goal']>) => string;
}

function summaryOf(step: Step, of: Context): string {
  const { t, named, span } = of;
  switch (step.type) {
    case 'send':
    case 'webhook':
      return t('summary.send', { template: named('template', step.template), channel: named('channel', step.channel) });
    case 'wait':
      return waitText(step, of);
    case 'wait_for':
      return t('summary.waitFor', {
        what: step.event === undefined ? t('summary.ways', { count: step.branches?.length ?? 0 }) : of.event(step.event, step.where),
        timeout: span(step.timeout),
      });
    case 'branch':
      return t('summary.ways', { count: step.branches.length + 1 });
    case 'split':
      return step.arms.map(({ share }) => of.words.formats.percent(share, 2)).join(' / ');
    case 'update':
      return Object.keys(step.traits).length === 0 ? t('unset') : traitsText(step.traits, of);
    case 'set_tag':
    case 'remove_tag':
      return named('tag', step.tag);
    case 'ticket':
      return t('summary.ticket', { template: named('template', step.template), owner: step.owner || t('unset') });
    case 'benefit':
      return named('benefit', step.benefit);
    case 'start_journey':
    case 'stop_journey':
      return named('journey', step.journey);
    default:
      return step.failed ? t('summary.failed') : t('summary.exit');
  }
}

function traitsText(traits: StepOf<'update'>['traits'], { words, named }: Context): string {
  return Object.entries(traits)
    .map(([trait, value]) => `${named('trait', trait)} = ${words.value(`trait.${trait}`, value)}`)
    .join(', ');
}

function waitText({ duration, until }: StepOf<'wait'>, { t, span }: Context): string {
  if (!until) return span(duration ?? '');
  const days = (until.weekdays ?? []).map((day) => t(`weekdays.${day}` as never)).join(t('listed'));
  return days === '' ? t('summary.until', { at: until.at }) : t('summary.untilOn', { at: until.at, days });
}

function wayText(step: Step, { kind, index }: Way, of: Context): string {
  const { t, words } = of;
  switch (kind) {
    case 'branch':
      return of.condition((step as StepOf<'branch'>).branches[index]!.when);
    case 'arm': {
      const { id, share } = (step as StepOf<'split'>).arms[index]!;
      return t('ways.arm', { id, share: words.formats.percent(share, 2) });
    }
    case 'rest': {
      const share = 1 - (step as StepOf<'split'>).arms.reduce((sum, one) => sum + one.share, 0);
      return t('ways.rest', { share: words.formats.percent(share, 2) });
    }
    case 'event': {
      const { event = '', where } = step as StepOf<'wait_for'>;
      return of.event(event, where);
    }
    case 'opens':
      return of.end((step as StepOf<'wait_for'>).branches![index]!.on);
    case 'timeout':
      return t('ways.timeout', { span: of.span((step as StepOf<'wait_for'>).timeout) });
    default:
      return t(`ways.${kind}`);
  }
}

function triggerText(trigger: Journey['trigger'], { t, event, named }: Context): string {
  switch (trigger.type) {
    case 'event':
      return event(trigger.event, trigger.where);
    case 'segment':
      return t(trigger.on === 'exit' ? 'triggers.leaves' : 'triggers.enters', { segment: named('segment', trigger.segment) });
    case 'date': {
      const about = { trait: named('trait', trigger.trait), at: trigger.at, count: trigger.daysBefore ?? 0 };
      if (about.count > 0) return t('triggers.before', about);
      return t(trigger.on === 'month' ? 'triggers.month' : 'triggers.date', about);
    }
    case 'schedule': {
      const { at, segment, every, date, rule, weekday = 1, day = 1 } = trigger;
      const whom = segment === undefined ? t('triggers.everybody') : named('segment', segment);
      if (date !== undefined) return t('triggers.once', { date, at, whom });
      if (every === undefined) return t('triggers.rule', { rule, at, whom });
      return t(`triggers.every.${every}`, { at, whom, day: every === 'week' ? t(`weekdays.${weekday}` as never) : day });
    }
    default:
      return t('triggers.start');
  }
}

/** Of a message `failed` are those that guard, or the channel, did not let go: most of them are no fault, so they are not called one. */
export function countKey<Name extends string>(name: Name, { type }: Pick<Step, 'type'>): Name | 'unsent' {
  return name === 'failed' && type === 'send' ? 'unsent' : name;
}
