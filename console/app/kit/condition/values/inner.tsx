/** Conditions within rules: filters of events, what an entry of a list must be. */
import { FilterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Condition } from '../../../api/index.ts';
import { type FormProps, usePlace } from '../scope.ts';

const NOTHING: Condition = { combinator: 'and', rules: [] };

interface FilterProps {
  readonly value: Condition | undefined;
  readonly onChange: (value: Condition | undefined) => void;
  /** Whose properties it is about. */
  readonly event: string;
  readonly label: string;
  /** The list of objects, of whose entries it is. */
  readonly list?: string | undefined;
  /** It cannot be taken away. */
  readonly isNeeded?: boolean;
}

/** What is asked of the properties of an event; a button where nothing is. */
export function Filter({ value, onChange, event, label, list, isNeeded = false }: FilterProps): ReactNode {
  const { t } = useTranslation('condition');
  const { Editor } = usePlace();
  if (value === undefined && !isNeeded)
    return (
      <Button size="small" type="text" icon={<FilterOutlined />} aria-label={label} onClick={() => onChange(NOTHING)}>
        {t('filter.add')}
      </Button>
    );
  return (
    <div className="condition-filter">
      <span className="soft">{label}</span>
      <Editor isInner about="event" event={event} list={list} label={label} value={value ?? NOTHING} onChange={onChange} />
      {!isNeeded && (
        <Button size="small" type="text" onClick={() => onChange(undefined)}>
          {t('filter.remove')}
        </Button>
      )}
    </div>
  );
}

/** Of an entry of a list of objects. */
export function InnerCondition({ value, onChange, known }: FormProps): ReactNode {
  const { t } = useTranslation('condition');
  const { event } = usePlace();
  const list = known.field.replace(/^property\./, '');
  return <Filter isNeeded label={t('filter.entry', { list })} event={event} list={list} value={value as Condition} onChange={onChange} />;
}
