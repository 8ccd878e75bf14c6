/** Takes out of definitions what belongs to one company or one person: addresses, phone numbers, hosts, owners. */
import type { Definition } from '../../define/index.ts';

/** Links lead to the shop of whoever takes the playbook over: `housed` puts it in. */
export const SHOP = 'https://shop.example.com';

interface Pattern {
  readonly what: string;
  readonly pattern: RegExp;
  readonly instead: string;
}

const PATTERNS: readonly Pattern[] = [
  { what: 'host', pattern: /https?:\/\/[\w.-]+(?::\d+)?/g, instead: SHOP },
  { what: 'address', pattern: /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, instead: 'somebody@example.com' },
  { what: 'phone number', pattern: /(?<![\w.])\+?\d[\d -]{8,}\d(?![\w.])/g, instead: '000' },
];

/** The definitions without it, and what was found where, one line each. */
export function stripped(definitions: readonly Definition[]): {
  readonly definitions: readonly Definition[];
  readonly removed: readonly string[];
} {
  const removed: string[] = [];
  const clean = (value: unknown, path: string): unknown => {
    if (typeof value === 'string') {
      let text = value;
      for (const { what, pattern, instead } of PATTERNS) {
        text = text.replace(pattern, (found) => {
          if (found !== instead) removed.push(`${path}: ${what} ${found}`);
          return instead;
        });
      }
      return text;
    }
    if (Array.isArray(value)) return value.map((one, index) => clean(one, `${path}[${index}]`));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, clean(member, `${path}.${key}`)]));
  };
  const owned = (definition: Definition): Definition => {
    if (definition.kind !== 'tag' || definition.owner === OWNER) return definition;
    removed.push(`tag ${definition.id}.owner: ${definition.owner}`);
    return { ...definition, owner: OWNER };
  };
  return { definitions: definitions.map((one) => clean(owned(one), `${one.kind} ${one.id}`) as Definition), removed };
}

const OWNER = 'crm';
