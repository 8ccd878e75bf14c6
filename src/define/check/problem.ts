/** What is wrong with a project, one finding at a time, with the place where it stands. */
import { type ErrorCode, type ErrorDetails, messageOf, type Said, VolanoError } from '../../base/index.ts';
import { placeIn } from '../said/places.ts';

/** One thing that is wrong with a project. */
export interface Problem {
  readonly code: ErrorCode;
  /** E.g. `segment "vip" at condition.rules[0].value`. */
  readonly path: string;
  /** The catalogue's message: what is wrong and what to do. In English, for logs and programs. */
  readonly message: string;
  /** The message in both languages. */
  readonly text: Said;
}

/** Thrown by `validateProject`: every problem that was found, not only the first. */
export class ProjectProblems extends VolanoError {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const shownIn = (language: keyof Said) => problems.map(({ code, text }) => `  ${code} ${text[language]}`).join('\n');
    super('VOLANO_PROJECT_INVALID', { count: problems.length, problems: { en: shownIn('en'), zh: shownIn('zh') } });
    this.problems = problems;
  }
}

export function problem(code: ErrorCode, path: string, details: ErrorDetails): Problem {
  const given = { path: placeIn(path), ...details };
  const message = messageOf(code, given);
  return { code, path, message, text: { en: message, zh: messageOf(code, given, 'zh') } };
}

/** A problem of the definition's own content. */
export function invalid(path: string, text: Said): Problem {
  return problem('VOLANO_DEFINITION_INVALID', path, { problem: text });
}

/** `segment "vip"`, and with a path inside: `segment "vip" at condition.rules[0]`. */
export function placeOf(definition: { readonly kind: string; readonly id: string }, inside = ''): string {
  const name = `${definition.kind.replace('_', ' ')} "${definition.id}"`;
  return inside === '' ? name : `${name} at ${inside}`;
}

/** `a.b[0].c` of a list of keys. */
export function pathText(keys: readonly PropertyKey[]): string {
  return keys.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? String(key) : `${text}.${String(key)}`;
  }, '');
}
