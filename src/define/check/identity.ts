/** Identity rules that contradict themselves or each other. */
import { compilePattern } from '../../base/index.ts';
import type { NamespaceDefinition } from '../policy.ts';
import { said } from '../said/said.ts';
import type { Fault } from './content.ts';

/** Values that have nothing in common: whatever matches all of them matches everything. */
const UNLIKE: readonly string[] = [
  '0',
  '4711',
  'ada',
  'Z',
  '小明',
  'ann@shop.example',
  '+86 138 0013 8000',
  'f47ac10b-58cc-4372-a567-0e02b2c3d479',
];

export function* namespaceFaults({ id, limit, per, merges = true, blockedPatterns = [] }: NamespaceDefinition): Generator<Fault> {
  if (!merges) {
    if (limit > 1)
      yield {
        path: 'limit',
        text: said`with "merges": false no profile ever holds a second value; "limit": ${limit} contradicts it, write 1`,
      };
    if (per !== undefined)
      yield { path: 'per', text: said`with "merges": false no profile ever gains a value; "per" contradicts it, leave it out` };
    if (id === 'user_id')
      yield {
        path: 'merges',
        text: said`user_id names a person who has signed in; without merging nobody would be known again. Use a namespace of its own for what is shared`,
      };
  }
  for (const [index, pattern] of blockedPatterns.entries()) {
    const compiled = compilePattern(pattern);
    if ('test' in compiled && UNLIKE.every((value) => compiled.test(value)))
      yield {
        path: `blockedPatterns[${index}]`,
        text: said`blocks every value there is: nobody would ever be known by this namespace. Bind it with "^" and "$"`,
      };
  }
}
