/** What a fact tells, as parts of a line: what it is, what it is about, by which rule, from which values, and where it is proved. */
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { useWhyWords, type Words } from './words.ts';
import './why.css';

type Tone = 'success' | 'warning' | 'error' | 'default' | 'processing';

const TONES: Readonly<Record<string, Tone>> = {
  'verdict/send': 'success',
  'verdict/defer': 'warning',
  'verdict/suppress': 'warning',
  'message/sent': 'success',
  'message/delivered': 'success',
  'message/clicked': 'success',
  'message/failed': 'error',
  'message/bounced': 'error',
  'message/complained': 'error',
  'journey/converted': 'success',
  'journey/failed': 'error',
  'decision/entered': 'processing',
  'decision/not_entered': 'default',
  'consent/granted': 'success',
  'consent/withdrawn': 'warning',
  'consent/suppressed': 'error',
};

/** Kinds of definitions that facts of these kinds name. */
const NAMED: Readonly<Record<string, string>> = {
  message: 'template',
  decision: 'journey',
  exposure: 'journey',
  verdict: 'journey',
  identity: 'namespace',
  profile: 'trait',
  consent: 'purpose',
};

export interface About {
  readonly kind: string;
  readonly name: string;
  readonly version: number;
  readonly journey?: string;
  readonly step?: string;
}

/** What was concluded, in a word. */
export function WhyFact({ kind, action }: { readonly kind: string; readonly action: string }): ReactNode {
  const { fact } = useWhyWords();
  return <Tag color={TONES[`${kind}/${action}`] ?? 'default'}>{fact(kind, action)}</Tag>;
}

/** Of which definition, and which step of it. */
export function WhyAbout({ of }: { readonly of: About }): ReactNode {
  const words = useWhyWords();
  return (
    <span className="because-about" title={of.step}>
      {aboutText(of, words)}
    </span>
  );
}

function aboutText({ kind, name, journey, step, version }: About, { names, step: stepOf, t }: Words): string {
  const label = name ? names.of(NAMED[kind] ?? kind, name) : '';
  const where = journey && journey !== name ? names.of('journey', journey) : '';
  const at = step === undefined || step === '' ? '' : stepOf(journey ?? name, step);
  // A message's step is called by its template.
  const place = [where, label, at === label ? '' : at].filter((part) => part !== '').join(' › ');
  return version > 1 ? `${place} · ${t('version', { version })}` : place;
}

/** The rule in words, then what it read. */
export function WhyRule({ rule, read }: { readonly rule?: string | undefined; readonly read?: unknown }): ReactNode {
  const words = useWhyWords();
  if (rule === undefined && read === undefined) return null;
  return (
    <span className="because-told">
      {rule !== undefined && <span title={rule}>{words.rule(rule)}</span>}
      <WhyValues read={read} />
    </span>
  );
}

export function WhyValues({ read }: { readonly read: unknown }): ReactNode {
  const { values } = useWhyWords();
  return values(read).map(([label, value]) => (
    <span className="because-value" key={label}>
      <span className="because-label">{label}</span> {value}
    </span>
  ));
}

/** Where it stands in the warehouse, for whoever wants to look. */
export function Proof({ of }: { readonly of: { readonly table: string; readonly id: string } }): ReactNode {
  const { t } = useWhyWords();
  return (
    <code className="because-proof" title={t('proof')}>
      {of.table} {of.id}
    </code>
  );
}
