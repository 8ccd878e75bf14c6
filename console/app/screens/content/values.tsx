/** What content reads, and the values that it gets: those of the customer, and those of the event that would trigger it. */
import { Input, Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNaming } from '../../kit/index.ts';
import type { Draft } from './asked.ts';

type Read = NonNullable<Draft['values']>;
type Event = Readonly<Record<string, unknown>>;

export interface ValuesProps {
  readonly values: Read;
  readonly event: Event;
  readonly onEvent: (event: Event) => void;
}

export function Values({ values, event, onEvent }: ValuesProps): ReactNode {
  const { t } = useTranslation('content');
  const naming = useNaming();
  const traits = Object.entries(values.trait);
  const properties = Object.keys(values.event);
  if (traits.length === 0 && properties.length === 0) return <div className="soft">{t('noVariables')}</div>;
  return (
    <dl className="content-values" aria-label={t('values')}>
      {traits.map(([id, value]) => (
        <div key={id}>
          <dt>
            {naming.of('trait', id)} <code>trait.{id}</code>
          </dt>
          <dd>{value === null ? <Tag color="warning">{t('noValue')}</Tag> : shownOf(value)}</dd>
        </div>
      ))}
      {properties.map((id) => (
        <div key={id}>
          <dt>
            {t('property')} <code>event.{id}</code>
          </dt>
          <dd>
            <Input
              size="small"
              aria-label={`event.${id}`}
              placeholder={t('noValue')}
              value={event[id] === undefined ? '' : shownOf(event[id])}
              onChange={({ target }) => onEvent(withProperty(event, id, target.value))}
            />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function shownOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Numbers, lists and objects are written as JSON; all else is a text. */
export function withProperty(event: Event, id: string, text: string): Event {
  const { [id]: _before, ...rest } = event;
  if (text === '') return rest;
  try {
    return { ...rest, [id]: JSON.parse(text) as unknown };
  } catch {
    return { ...rest, [id]: text };
  }
}
