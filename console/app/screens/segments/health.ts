/** How sound tags are, as the server judges them. */
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answerOf, api, type TagFinding, type TagsFigures } from '../../api/index.ts';
import { useFormats, useLanguage, useMay, useNaming, useNow } from '../../kit/index.ts';

export type TagRow = TagsFigures['tags'][number];

/** Customers drawn for what is counted per customer: a share is known to about seven percentage points, and nobody waits long. */
const SAMPLE = 200;
/** What sources tell of a customer. */
const TOLD = '$identify';

export function useTagHealth(): UseQueryResult<TagsFigures> {
  return useQuery({
    queryKey: ['tags', 'figures'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/tags', { params: { query: { sample: SAMPLE } }, signal })),
    enabled: useMay('tags.read'),
    staleTime: 60_000,
  });
}

/** `what`: what is the matter; `todo`: what may be done about it. */
export interface Said {
  readonly what: string;
  readonly todo: string;
}

export function useFindingWords(): (finding: TagFinding) => Said {
  const { t } = useTranslation('segments');
  const formats = useFormats();
  const names = useNaming();
  const now = useNow();
  const list = new Intl.ListFormat(useLanguage(), { type: 'conjunction' });
  const what = (one: TagFinding): string => {
    if (one.finding === 'silent') {
      const events = one.events.map(({ event, lastAt }) => {
        const name = event === TOLD ? t('health.told') : event;
        return lastAt === undefined
          ? t('health.eventNever', { name })
          : t('health.eventLast', { name, when: formats.relative(lastAt, now) });
      });
      return t(`health.what.silent.${one.severity}`, { events: list.format(events) });
    }
    if (one.finding === 'untold') return t('health.what.untold', { inputs: list.format(one.inputs.map((id) => names.of('trait', id))) });
    if (one.finding === 'overdue') return t('health.what.overdue', { count: one.customers, number: formats.number(one.customers) });
    if (one.finding === 'contradicted') {
      const tags = list.format(one.tags.map((id) => names.of('tag', id)));
      return t('health.what.contradicted', { share: formats.percent(one.share, 1), number: formats.number(one.customers), tags });
    }
    if (one.finding === 'stale') return t('health.what.stale', { share: formats.percent(one.share, 0) });
    if (one.finding === 'nobody') return t('health.what.nobody', { when: formats.relative(one.since, now) });
    return t(`health.what.${one.finding}`);
  };
  return (one) => ({ what: what(one), todo: t(`health.todo.${one.finding}`) });
}

/** The gravest first. */
const STATES = ['bad', 'look', 'preparing', 'good'] as const;

/** For sorting; what is not judged comes last. */
export function gravityOf(tag: TagRow | undefined): number {
  return tag ? STATES.indexOf(tag.verdict.state) : STATES.length;
}
