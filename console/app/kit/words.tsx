/** Parts of a line that tell something of a customer: facts with their rule (kit/why has the words), when, and who. */
import { Link } from '@tanstack/react-router';
import { Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { hasScreen } from '../screens/names.ts';
import { useFormats, useNow } from './formats.ts';
import type { Step } from './live.ts';
import { useNaming } from './naming.ts';
import { WhyAbout } from './why/index.ts';

export { WhyFact as FactTag, WhyRule as Why } from './why/index.ts';

/** Name of a definition by kind and id; its id where it has none. */
export type NameOf = (kind: string, id: string) => string;

export function useNames(): NameOf {
  return useNaming().of;
}

/** A word of kit/why by its key, or else what is given. */
export function useWords(): (key: string, otherwise: string) => string {
  const { t } = useTranslation('why');
  return (key, otherwise) => t(key as never, { defaultValue: otherwise });
}

/** Journey, template, step. */
export function About(of: Pick<Step, 'kind' | 'name' | 'journey' | 'step' | 'version'>): ReactNode {
  return <WhyAbout of={of} />;
}

/** An instant, relative to now, with the full time at hand. */
export function When({ at, isClock = false }: { readonly at: number; readonly isClock?: boolean }): ReactNode {
  const formats = useFormats();
  const now = useNow();
  return (
    <Tooltip title={formats.dateTime(at)}>
      <time dateTime={new Date(at).toISOString()}>{isClock ? formats.time(at) : formats.relative(at, now)}</time>
    </Tooltip>
  );
}

/** What an event is called, with its exact name at hand where that is another; `isWhole`: beside it. */
export function EventTitle({ id, isWhole = false }: { readonly id: string; readonly isWhole?: boolean }): ReactNode {
  const name = useNames()('event', id);
  if (name === id) return id;
  if (isWhole)
    return (
      // Of a flex container each child is an item of its own, and the space between them goes.
      <span>
        {name} <code>{id}</code>
      </span>
    );
  return (
    <Tooltip title={id}>
      <span>{name}</span>
    </Tooltip>
  );
}

/** The end of an id is what differs. Leads to the customer where there is a screen for that. */
export function CustomerId({ id }: { readonly id: string }): ReactNode {
  if (id === '') return null;
  const short = <span className="mono">{id.length > 12 ? `${id.slice(0, 1)}…${id.slice(-8)}` : id}</span>;
  const inner = <Tooltip title={id}>{short}</Tooltip>;
  return hasScreen('customers') ? <Link to={`/customers/${encodeURIComponent(id)}` as string}>{inner}</Link> : inner;
}
