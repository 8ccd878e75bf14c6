/** Policies in sentences: what is in force, and what would be. */
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Formats, type Naming, useFormats, useLanguage, useNaming } from '../../kit/index.ts';
import {
  type Cap,
  CLASSES,
  decidesFirst,
  EXPIRY,
  expiryOf,
  type MessageClass,
  type Per,
  type Policy,
  type Purpose,
  spanOf,
  type Workspace,
  weightsOf,
} from './policy.ts';

export interface PolicyWords {
  readonly t: TFunction<'policies'>;
  readonly quiet: (policy: Policy) => readonly string[];
  readonly caps: (policy: Policy) => readonly string[];
  readonly cap: (cap: Cap) => string;
  readonly others: (policy: Policy) => readonly string[];
  readonly accepted: (policy: Policy) => readonly string[];
  readonly choice: (policy: Policy) => readonly string[];
  readonly sensitive: (policy: Policy) => readonly string[];
  readonly purpose: (purpose: Purpose) => readonly string[];
  readonly approval: (workspace: Workspace) => readonly string[];
}

export function usePolicyWords(): PolicyWords {
  const { t } = useTranslation('policies');
  const formats = useFormats();
  const names = useNaming();
  const language = useLanguage();
  return useMemo(
    () => wordsOf({ t, formats, names, list: new Intl.ListFormat(language, { type: 'conjunction' }) }),
    [t, formats, names, language],
  );
}

interface Means {
  readonly t: TFunction<'policies'>;
  readonly formats: Formats;
  readonly names: Naming;
  readonly list: Intl.ListFormat;
}

function wordsOf({ t, formats, names, list }: Means): PolicyWords {
  const span = (duration: string): string => {
    const { count, unit } = spanOf(duration) ?? {};
    return count === undefined ? duration : t(`spans.${unit!}`, { count });
  };
  const classes = (of: readonly MessageClass[]): string => list.format(of.map((one) => t(`classes.${one}`)));
  const per = (of: Per): string => (typeof of === 'string' ? t('per.rolling', { span: span(of) }) : t(`per.${of.this}`));
  const narrowed = (text: string, { channel, purpose }: Pick<Cap, 'channel' | 'purpose'>): string => {
    const only = [
      ...(channel === undefined ? [] : [t('only.channel', { name: names.of('channel', channel) })]),
      ...(purpose === undefined ? [] : [t('only.purpose', { name: names.of('purpose', purpose) })]),
    ];
    return only.length === 0 ? text : t('caps.only', { text, only: list.format(only) });
  };
  const cap = ({ max, per: window, classes: of, ...narrow }: Cap): string =>
    narrowed(t('caps.sentence', { count: max, classes: classes(of), per: per(window) }), narrow);
  return {
    t,
    cap,
    quiet: ({ quietHours }) => {
      if (!quietHours) return [t('quiet.none')];
      const { from, to, classes: of, expireAfter } = quietHours;
      const late = expireAfter === undefined ? [] : [t('quiet.late', { span: span(expireAfter) })];
      return [t('quiet.sentence', { classes: classes(of), from, to }), ...late];
    },
    caps: ({ caps = [] }) => (caps.length === 0 ? [t('caps.none')] : caps.map(cap)),
    others: ({ globalControl = 0, expiry }) => [
      globalControl > 0 ? t('others.control', { share: formats.percent(globalControl) }) : t('others.noControl'),
      ...CLASSES.map((one) => t('others.expiry', { class: t(`classes.${one}`), span: span(expiry?.[one] ?? EXPIRY[one]) })),
    ],
    accepted: ({ acceptedFrequency: accepted }) => {
      if (!accepted) return [t('accepted.none')];
      const { trait, classes: of, per: window } = accepted;
      const text = t('accepted.sentence', { trait: names.of('trait', trait), classes: classes(of), per: per(window) });
      return [narrowed(text, accepted), t('accepted.missing')];
    },
    choice: ({ arbitration }) => {
      if (!arbitration) return [t('choice.none')];
      const { window, collect, classes: of = ['marketing'], losers = 'defer' } = arbitration;
      const weights = weightsOf(arbitration);
      const score = Object.fromEntries(Object.entries(weights).map(([part, weight]) => [part, formats.number(weight, 2)]));
      return [
        t('choice.sentence', { classes: classes(of), span: span(window) }),
        ...(collect === undefined ? [] : [t('choice.collected', { span: span(collect) })]),
        t(`choice.lost.${losers}`, { span: span(expiryOf(arbitration)) }),
        `${t('choice.score', score)} ${t(decidesFirst(weights) ? 'choice.first' : 'choice.outweighed')}`,
      ];
    },
    sensitive: ({ sensitiveWords: lists = [] }) =>
      lists.length === 0
        ? [t('sensitive.none')]
        : lists.map(({ id, severity, words, except = [], channels }) => {
            const text = t(`sensitive.sentence.${severity}`, { id, count: words.length });
            const only = (channels ?? []).map((channel) => t('only.channel', { name: names.of('channel', channel) }));
            const narrow = only.length === 0 ? [] : [t('sensitive.only', { only: list.format(only) })];
            const excepted = except.length === 0 ? [] : [t('sensitive.excepted', { count: except.length })];
            return [text, ...narrow, ...excepted].join(t('sensitive.space'));
          }),
    purpose: ({ basis }) => [t(`purposes.${basis ?? 'unset'}`)],
    approval: ({ approval }) =>
      approval
        ? [t('approval.asked'), t('approval.who', { names: list.format(approval.members.map(({ id }) => id)) })]
        : [t('approval.none')],
  };
}
