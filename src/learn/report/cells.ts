/** Cells of the text report: numbers as people write them, heads, and what stands where there is nothing. */
import { type Column, columns } from './layout.ts';
import type { ReportSay, ReportTextKey } from './text/index.ts';

export function table(heads: readonly Column[], rows: readonly (readonly string[])[], say: ReportSay): readonly string[] {
  return rows.length === 0 ? [say('nothing')] : columns(heads, rows);
}

export function left(head: string): Column {
  return { head };
}

export function rights(say: ReportSay, keys: readonly ReportTextKey[]): readonly Column[] {
  return keys.map((key) => ({ head: say(key), right: true }));
}

export function whole(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 0 });
}

export function money(value: number): string {
  return value.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

export function plain(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 2 });
}

/** A share of 1 as per cent with one place. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}

/** With its sign. */
export function signed(value: number, places: number): string {
  const text = Math.abs(value).toLocaleString('en-US', { minimumFractionDigits: places, maximumFractionDigits: places });
  return `${value < 0 && Number(text.replaceAll(',', '')) !== 0 ? '-' : '+'}${text}`;
}
