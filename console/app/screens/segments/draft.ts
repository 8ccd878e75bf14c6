/** A segment or tag as it is edited: incomplete, in the shape of its definition. */
import type { Condition } from '../../api/index.ts';

export type Kind = 'segment' | 'tag';
/** As the document has it; what is not told is absent. */
export type Draft = Readonly<Record<string, unknown>>;

const NOTHING: Condition = { combinator: 'and', rules: [] };

/** Where the condition of a segment and the rule of a tag stand. */
export function conditionKey(kind: Kind): 'condition' | 'rule' {
  return kind === 'tag' ? 'rule' : 'condition';
}

export function conditionIn(draft: Draft, kind: Kind): Condition {
  return (draft[conditionKey(kind)] as Condition | undefined) ?? NOTHING;
}

/** A first one. */
export function firstDraft(kind: Kind, id: string, name: object): Draft {
  return { kind, id, name, ...(kind === 'tag' && { owner: '' }), [conditionKey(kind)]: NOTHING };
}

/** With these parts; what is undefined or empty is taken out, but for what a definition cannot do without. */
export function changed(draft: Draft, parts: Draft): Draft {
  const needed = ['name', 'owner'];
  const isTold = ([name, value]: readonly [string, unknown]): boolean => value !== undefined && (value !== '' || needed.includes(name));
  return Object.fromEntries(Object.entries({ ...draft, ...parts }).filter(isTold));
}

/** A description that is told in no language is none. */
export function textWith(text: unknown, language: 'en' | 'zh', value: string): object | undefined {
  const next = { en: '', zh: '', ...(text as object | undefined), [language]: value };
  return next.en === '' && next.zh === '' ? undefined : next;
}

/** What is asked about it: without what does not matter to who belongs, so that nothing is asked anew while a name is typed. */
export function asked(draft: Draft, kind: Kind): object {
  const { id, group, priority, expiry } = draft;
  const about = kind === 'tag' ? { owner: '-', group, priority, expiry } : {};
  const whole = { kind, id, name: { en: '-', zh: '-' }, ...about, [conditionKey(kind)]: conditionIn(draft, kind) };
  return Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== undefined));
}

const LENGTH_MAX = 64;

/** An id made of a name in English. */
export function idOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  return plain.slice(0, LENGTH_MAX);
}

export function isId(id: string): boolean {
  return /^[a-z0-9][a-z0-9_-]{0,63}$/.test(id);
}
