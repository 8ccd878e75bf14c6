/** What an issue of a schema says, in both languages and without the value that is wrong, which may be a secret. */
import type { z } from 'zod';
import type { Said, Sayable, Understanding } from '../../base/index.ts';
import { typeWord } from './places.ts';
import { eitherOf, hinted, said } from './said.ts';

type Issue = z.core.$ZodIssue;

/** The schema's own sentence, of this room or of the one that uses it (`understood`); else what zod says, in English as zod says it. */
export function issueSaid(issue: Issue, understood?: Understanding): Said {
  const own = (issue.code === 'custom' && (issue.params?.said as Said | undefined)) || hinted(issue.message) || understood?.(issue.message);
  return own || { en: issue.message, zh: ofKind(issue, understood).zh };
}

export function quoted(values: readonly unknown[]): Said {
  const all = values.map((value) => `"${String(value)}"`);
  return { en: all.join(', '), zh: all.join('、') };
}

/** What every issue of such a kind says. */
function ofKind(issue: Issue, understood: Understanding | undefined): Said {
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.length === 1 ? said`unknown field ${quoted(issue.keys)}` : said`unknown fields ${quoted(issue.keys)}`;
    case 'invalid_type':
      return typeSaid(issue.expected, /received (\w+)/.exec(issue.message)?.[1]);
    case 'invalid_value':
      return issue.values.length === 1 ? said`expected ${quoted(issue.values)}` : said`expected one of ${quoted(issue.values)}`;
    case 'invalid_union':
      return unionSaid(issue, understood);
    case 'invalid_format':
      return formatSaid(issue);
    case 'not_multiple_of':
      return said`expected a multiple of ${issue.divisor}`;
    case 'invalid_key':
      return said`wrong name: ${issueSaid(issue.issues[0]!, understood)}`;
    default:
      return boundSaid(issue);
  }
}

function typeSaid(expected: string, received: string | undefined): Said {
  if (expected === 'never') return said`nothing may stand here`;
  if (expected === 'nonoptional') return said`missing`;
  if (received === 'undefined') return said`missing, expected ${typeWord(expected)}`;
  // A number that is none of the whole ones is of the type "number" all the same.
  return received === undefined || expected === 'int'
    ? said`expected ${typeWord(expected)}`
    : said`expected ${typeWord(expected)}, got ${typeWord(received)}`;
}

function unionSaid(issue: Extract<Issue, { code: 'invalid_union' }>, understood: Understanding | undefined): Said {
  if ('options' in issue) return said`expected one of ${quoted(issue.options as unknown[])}`;
  const shapes = issue.errors.flatMap(([first]) => (first && first.path.length === 0 ? [expectationOf(first, understood)] : []));
  return shapes.length > 0 ? said`expected ${eitherOf(shapes)}` : said`wrong value`;
}

/** As one of several that may stand there. */
export function expectationOf(issue: Issue, understood?: Understanding): Sayable {
  if (issue.code === 'invalid_value') return quoted(issue.values);
  if (issue.code === 'invalid_type') return typeWord(issue.expected);
  const { en, zh } = issueSaid(issue, understood);
  return { en, zh: zh.replace(/^应为 ?/, '') };
}

function formatSaid(issue: Extract<Issue, { code: 'invalid_format' }>): Said {
  const format: string = issue.format;
  if (format === 'regex') return said`does not match the pattern ${issue.pattern ?? ''}`;
  if (format === 'url') return said`expected a URL`;
  if (format === 'email') return said`expected an e-mail address`;
  if (format === 'date') return said`expected a date, e.g. "2026-05-01"`;
  if (format === 'datetime') return said`expected a date and time of ISO 8601`;
  return said`not in the format ${format}`;
}

/** Bounds of numbers, texts and lists. */
function boundSaid(issue: Issue): Said {
  if (issue.code === 'too_small') {
    const least = String(issue.minimum);
    if (issue.origin === 'string') return said`expected ${least} or more characters`;
    if (issue.origin === 'array') return said`expected ${least} or more entries`;
    return issue.inclusive === false ? said`expected more than ${least}` : said`expected at least ${least}`;
  }
  if (issue.code === 'too_big') {
    const most = String(issue.maximum);
    if (issue.origin === 'string') return said`expected ${most} characters at most`;
    if (issue.origin === 'array') return said`expected ${most} entries at most`;
    return issue.inclusive === false ? said`expected less than ${most}` : said`expected at most ${most}`;
  }
  return said`wrong value`;
}
