/** Plain data as a person would write it in TypeScript: keys without quotes, single quotes, one line where it fits. */

const WIDTH = 140;

/** `indent`: columns that the text's further lines stand in; `before`: columns that are taken on its first line. */
export function printed(value: unknown, { indent = 0, before = 0 }: { readonly indent?: number; readonly before?: number } = {}): string {
  const flat = inline(value);
  if (indent + before + flat.length <= WIDTH || typeof value !== 'object' || value === null) return flat;
  const inner = ' '.repeat(indent + 2);
  const close = ' '.repeat(indent);
  if (Array.isArray(value))
    return `[\n${value.map((one) => `${inner}${printed(one, { indent: indent + 2, before: 1 })},\n`).join('')}${close}]`;
  const members = entriesOf(value).map(([key, member]) => {
    const name = keyText(key);
    return `${inner}${name}: ${printed(member, { indent: indent + 2, before: name.length + 3 })},\n`;
  });
  return `{\n${members.join('')}${close}}`;
}

function inline(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const members = entriesOf(value).map(([key, member]) => `${keyText(key)}: ${inline(member)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

function entriesOf(value: object): readonly (readonly [string, unknown])[] {
  return Object.entries(value).filter(([, member]) => member !== undefined);
}

function keyText(key: string): string {
  // Written plainly it would set the prototype.
  if (key === '__proto__') return "['__proto__']";
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key);
}

function quoted(text: string): string {
  const json = JSON.stringify(text);
  if (text.includes("'") && !text.includes('"')) return json;
  return `'${json.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
