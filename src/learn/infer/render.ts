/** A proposed dictionary as TypeScript, to be looked at, corrected and kept by people. */
import type { PropertyDefinition } from '../../define/index.ts';
import type { InferredEvent } from './infer.ts';

/** A module of definitions; the share of events that had a property stands behind its line. */
export function renderInferred(events: readonly InferredEvent[]): string {
  const names = constantNames(events.map(({ definition }) => definition.id));
  const blocks = events.map(({ definition, sampled, shares }, index) => {
    const properties = Object.entries(definition.properties ?? {}).map(([path, property]) => {
      const share = `${((shares[path] ?? 0) * 100).toFixed(1).replace(/\.0$/, '')}%`;
      return `    ${keyText(path)}: ${propertyText(property)}, // ${share}`;
    });
    return [
      `/** Proposed from ${sampled} events. */`,
      `export const ${names[index]} = defineEvent({`,
      `  id: ${JSON.stringify(definition.id)},`,
      `  name: { en: ${JSON.stringify(definition.name.en)}, zh: ${JSON.stringify(definition.name.zh)} },`,
      ...(properties.length > 0 ? ['  properties: {', ...properties, '  },'] : []),
      `  unplanned: ${JSON.stringify(definition.unplanned)},`,
      '});',
    ].join('\n');
  });
  return `import { defineEvent } from 'volano';\n\n${blocks.join('\n\n')}\n`;
}

function propertyText(property: PropertyDefinition): string {
  const { type, required, ...rest } = property;
  const ordered = { type, ...(required && { required }), ...rest };
  return `{ ${Object.entries(ordered)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
    .join(', ')} }`;
}

function keyText(path: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(path) ? path : JSON.stringify(path);
}

/** "Order Completed" becomes orderCompleted; what would be the same gets a number. */
function constantNames(ids: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return ids.map((id) => {
    const words = id.match(/[A-Za-z0-9]+/g) ?? [];
    const camel = words.map((word, i) => (i === 0 ? word.toLowerCase() : word[0]!.toUpperCase() + word.slice(1).toLowerCase())).join('');
    const base = /^[A-Za-z]/.test(camel) ? `${camel}Event` : `event${camel}`;
    let name = base;
    for (let n = 2; taken.has(name); n++) name = `${base}${n}`;
    taken.add(name);
    return name;
  });
}
