/**
 * Personal data in answers: which it is, and how it is shown to who may not see it whole.
 *
 * K1. E-mail addresses and telephone numbers are found wherever they stand in an answer, whatever they are called.
 * K2. Traits are personal when the data dictionary says so of what they read, or by name; identifiers by namespace.
 */
import type { DataClass, Definition, TraitDefinition } from '../../define/index.ts';
import type { Principal } from './principal.ts';

/** What is personal in an installation beside what is found by its form. */
export interface Personal {
  /** By trait id: `personal` or `sensitive`. */
  readonly traits: ReadonlyMap<string, DataClass>;
  readonly namespaces: ReadonlySet<string>;
}

/** What somebody does not see. */
export interface Hidden {
  readonly classes: ReadonlySet<DataClass>;
  /** The tags that are shown; undefined: all. */
  readonly tags?: ReadonlySet<string>;
}

const BY_NAME: readonly string[] = ['email', 'e_mail', 'mail', 'phone', 'mobile', 'phone_number', 'telephone'];
const CARE: readonly DataClass[] = ['personal', 'sensitive'];
const EMAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
/** International, or of the Chinese mainland. */
const PHONE = /\+\d(?:[ -]?\d){6,14}|(?<![\w.])1[3-9]\d{9}(?![\w.])/g;

/** As the definitions in force say. */
export function personalIn(definitions: readonly Definition[]): Personal {
  const events = new Map(definitions.flatMap((one) => (one.kind === 'event' ? [[one.id, one.properties ?? {}] as const] : [])));
  const classOf = (trait: TraitDefinition): DataClass | undefined => {
    const [event, path] = sourceOf(trait);
    const said = path === undefined ? undefined : events.get(event)?.[path]?.dataClass;
    return said ?? (BY_NAME.includes(trait.id) ? 'personal' : undefined);
  };
  const traits = new Map<string, DataClass>(BY_NAME.map((name) => [name, 'personal']));
  for (const one of definitions) {
    const found = one.kind === 'trait' ? classOf(one) : undefined;
    if (found !== undefined && CARE.includes(found)) traits.set(one.id, found);
    else if (found !== undefined) traits.delete(one.id);
  }
  const namespaces = definitions.flatMap(({ kind, id }) => (kind === 'namespace' && traits.has(id) ? [id] : []));
  return { traits, namespaces: new Set([...BY_NAME, ...namespaces]) };
}

/** Undefined when nothing is hidden. */
export function hiddenFrom({ kind, permissions, member }: Principal): Hidden | undefined {
  if (kind === 'operator') return undefined;
  const shown: readonly DataClass[] = permissions.has('customers.personal') ? (member?.dataClasses ?? ['personal']) : [];
  const classes = new Set(CARE.filter((one) => !shown.includes(one)));
  const tags = member?.tags;
  return classes.size === 0 && !tags ? undefined : { classes, ...(tags && { tags: new Set(tags) }) };
}

/** Whether e-mail addresses and telephone numbers are masked for whom. */
export function hidesContacts(principal: Principal | undefined): boolean {
  return principal !== undefined && hiddenFrom(principal)?.classes.has('personal') === true;
}

/** The same without what is hidden: a copy. */
export function masked(answer: unknown, personal: Personal, hidden: Hidden): unknown {
  const isHidden = (trait: string): boolean => {
    const found = personal.traits.get(trait);
    return found !== undefined && hidden.classes.has(found);
  };
  const hidesContacts = hidden.classes.has('personal');
  const text = (value: string): string => (hidesContacts ? withoutContacts(value) : value);
  const inside = (value: unknown, key: string): unknown => {
    if (isHidden(key) && isValue(value)) return maskOf(value);
    if (typeof value === 'string') return text(value);
    if (Array.isArray(value)) return listOf(value, key);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [text(name), inside(one, nameOf(name))]));
  };
  const listOf = (list: readonly unknown[], key: string): unknown[] => {
    const [namespace, value] = list;
    if (
      hidesContacts &&
      list.length === 2 &&
      typeof namespace === 'string' &&
      typeof value === 'string' &&
      personal.namespaces.has(namespace)
    )
      return [namespace, maskOf(value)];
    const shown = key === 'tags' && hidden.tags ? list.filter((one) => isShownTag(one, hidden.tags!)) : list;
    return shown.map((one) => inside(one, key));
  };
  return inside(answer, '');
}

/** `a***@example.com`, `+86*******1234`; of everything else the first character. */
export function maskOf(value: string | number | boolean): string {
  const given = String(value);
  const contact = withoutContacts(given);
  return contact === given ? `${[...given][0] ?? ''}***` : contact;
}

/** With e-mail addresses and telephone numbers masked. */
export function withoutContacts(text: string): string {
  return text
    .replace(EMAIL, (address) => `${[...address][0]}***${address.slice(address.indexOf('@'))}`)
    .replace(PHONE, (number) => {
      const digits = number.replace(/[ -]/g, '');
      const head = digits.startsWith('+') ? 3 : 2;
      return `${digits.slice(0, head)}${'*'.repeat(Math.max(3, digits.length - head - 4))}${digits.slice(-4)}`;
    });
}

function sourceOf(trait: TraitDefinition): readonly [event: string, path: string | undefined] {
  if ('aggregate' in trait) return [trait.event, trait.property];
  return ['$identify', 'from' in trait && trait.from !== undefined ? trait.from : trait.id];
}

/** What a condition has read stands under `trait.ID`. */
function nameOf(key: string): string {
  return key.startsWith('trait.') ? key.slice('trait.'.length) : key;
}

function isShownTag(tag: unknown, shown: ReadonlySet<string>): boolean {
  const id = typeof tag === 'object' && tag !== null && 'id' in tag ? tag.id : tag;
  return typeof id !== 'string' || shown.has(id);
}

function isValue(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
