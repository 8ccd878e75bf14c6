/** Why the calls were refused, group by group, each with what would mend it: one click makes it a rule. */
import { useQueries, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import {
  answerOf,
  api,
  type EventDefinition,
  type QuarantineGroup,
  type QuarantineRecord,
  type QuarantineSelection,
} from '../../api/index.ts';
import { EventTitle, useFormats, useMay } from '../../kit/index.ts';
import { pathsOf } from './compare.ts';
import type { Rule } from './model.ts';
import { useStepWords } from './step-words.ts';
import { suggestionsFor } from './suggest.ts';

export interface RefusedGroup extends QuarantineGroup {
  /** One of its calls; absent while it is asked for. */
  readonly record?: QuarantineRecord;
  readonly suggestions: readonly Rule[];
}

/** What the drawer knows of the calls that are meant. */
export interface Refused {
  readonly isLoading: boolean;
  readonly records: number;
  /** The largest first. */
  readonly groups: readonly RefusedGroup[];
  readonly events: readonly EventDefinition[];
  /** Paths that the calls have, or should have. */
  readonly paths: readonly string[];
}

const GROUPS_MAX = 8;
const PLACES: Readonly<Record<string, string>> = { $identify: 'traits', $group: 'traits' };

export function useRefused(selection: QuarantineSelection): Refused {
  const { source, event, code, field } = selection;
  const query = { ...(source && { source }), ...(event && { event }), ...(code && { code }), ...(field && { field }) };
  const stats = useQuery({
    queryKey: ['quarantine', 'stats', query],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/quarantine/stats', { params: { query }, signal })),
  });
  const current = useQuery({
    queryKey: ['releases', 'current'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/releases/{number}', { params: { path: { number: 'current' } }, signal })),
    enabled: useMay('releases.read'),
    retry: false,
  });
  const all = stats.data?.groups;
  const groups = useMemo(() => [...(all ?? [])].sort((a, b) => b.count - a.count).slice(0, GROUPS_MAX), [all]);
  const samples = useQueries({
    queries: groups.map(({ sample: id }) => ({
      queryKey: ['quarantine', 'record', id],
      queryFn: ({ signal }: { signal: AbortSignal }) => answerOf(api.GET('/v1/quarantine/{id}', { params: { path: { id } }, signal })),
      retry: false,
    })),
  });
  const events = (current.data?.definitions ?? []).flatMap(({ definition }) =>
    definition.kind === 'event' ? [definition as unknown as EventDefinition] : [],
  );
  const defined = groups.flatMap(({ event: id }) =>
    Object.keys(events.find((one) => one.id === id)?.properties ?? {}).map((path) => `${PLACES[id] ?? 'properties'}.${path}`),
  );
  return {
    isLoading: stats.isLoading || current.isLoading || samples.some(({ isLoading }) => isLoading),
    records: stats.data?.selected ?? 0,
    events,
    paths: [...new Set([...samples.flatMap(({ data }) => pathsOf(data?.call)), ...defined])].sort(),
    groups: groups.map((group, index) => {
      const record = samples[index]?.data;
      return { ...group, ...(record && { record }), suggestions: suggestionsFor({ ...group, call: record?.call }, events) };
    }),
  };
}

export interface ReasonsProps {
  readonly of: Refused;
  /** Undefined: what is edited is nothing that a rule could be put behind. */
  readonly onChoose: ((rule: Rule) => void) | undefined;
}

export function Reasons({ of: { groups }, onChoose }: ReasonsProps): ReactNode {
  const { t } = useTranslation('quarantine');
  const formats = useFormats();
  const sentence = useStepWords();
  if (groups.length === 0) return null;
  return (
    <section aria-label={t('reasons')} className="quarantine-reasons">
      <h3>{t('reasons')}</h3>
      <ul>
        {groups.map(({ source, event, code, field, count, record, suggestions }) => (
          <li key={[source, event, code, field].join('\n')}>
            <p>
              {formats.number(count)} × <EventTitle id={event} /> <span className="soft">{source}</span>{' '}
              {record?.reason ?? <code>{field}</code>}
            </p>
            <div className="filters">
              {suggestions.map((rule) => (
                <Button key={JSON.stringify(rule)} size="small" disabled={!onChoose} onClick={() => onChoose?.(rule)}>
                  {rule.steps.map(sentence).join(t('then'))}
                </Button>
              ))}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
