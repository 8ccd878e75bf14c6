/**
 * Patterns for times in files: yyyy yy MM M dd d HH H hh h mm m ss s SSS a; everything else stands for itself. Two letters want two digits,
 * one letter one or two. Two-digit years are 1970 to 2069.
 */
import { DAY, VolanoError } from '../../../base/index.ts';
import { clock, dayNumber } from '../../call/index.ts';
import { said } from '../../said.ts';

const TOKEN = /yyyy|yy|MM|M|dd|d|HH|H|hh|h|mm|m|ss|s|SSS|a/g;
const DIGITS: Readonly<Record<string, string>> = { yyyy: '(\\d{4})', SSS: '(\\d{3})', a: '([AaPp][Mm])' };

/** Reads a text of the pattern as milliseconds since 1970, as if it were UTC; undefined when it does not fit. */
export function compileTimePattern(pattern: string): (text: string) => number | undefined {
  const tokens = pattern.match(TOKEN) ?? [];
  if (
    !tokens.some((token) => token.startsWith('y')) ||
    !tokens.some((token) => token.startsWith('M')) ||
    !tokens.some((token) => token.startsWith('d'))
  ) {
    throw new VolanoError('VOLANO_IMPORT_MAP_INVALID', {
      path: 'pattern',
      problem: said`"${pattern}" needs a year, a month and a day, e.g. "dd/MM/yyyy HH:mm"`,
    });
  }
  const parts = pattern.split(TOKEN).map((literal) => literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const groups = tokens.map((token) => DIGITS[token] ?? (token.length === 1 ? '(\\d{1,2})' : '(\\d{2})'));
  const expression = new RegExp(`^${parts.map((literal, i) => literal + (groups[i] ?? '')).join('')}$`);
  return (text) => {
    const match = expression.exec(text);
    return match ? instantOfParts(new Map(tokens.map((token, i) => [token[0]!, { token, text: match[i + 1]! }]))) : undefined;
  };
}

type Parts = ReadonlyMap<string, { readonly token: string; readonly text: string }>;

function instantOfParts(parts: Parts): number | undefined {
  const number = (letter: string): number => Number(parts.get(letter)?.text ?? 0);
  const year = parts.get('y')!.token === 'yy' ? number('y') + (number('y') < 70 ? 2000 : 1900) : number('y');
  const day = dayNumber(year, number('M'), number('d'));
  const time = clock(hourOf(parts, number), number('m'), number('s'));
  return day === undefined || time === undefined ? undefined : day * DAY + time + number('S');
}

function hourOf(parts: Parts, number: (letter: string) => number): number {
  if (!parts.has('h')) return number('H');
  const hour = number('h');
  if (hour < 1 || hour > 12) return Number.NaN;
  const afternoon = parts.get('a')?.text.toLowerCase() === 'pm';
  return (hour % 12) + (afternoon ? 12 : 0);
}
