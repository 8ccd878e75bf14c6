/** Options that several commands share, and the reading of their values. */
import { Option } from 'commander';
import { VolanoError } from '../base/index.ts';
import type { Where } from './management.ts';
import type { World } from './world.ts';

export const DEFAULT_URL = 'http://127.0.0.1:4004';
export const DEFAULT_DATA = '.volano';

export interface WhereValues {
  readonly url: string;
  readonly token?: string;
  readonly data: string;
}

export function jsonOption({ say }: World): Option {
  return new Option('--json', say('option.json'));
}

export function urlOption({ say }: World): Option {
  return new Option('--url <url>', say('option.url')).env('VOLANO_URL').default(DEFAULT_URL);
}

export function tokenOption({ say }: World): Option {
  return new Option('--token <token>', say('option.token')).env('VOLANO_ADMIN_TOKEN');
}

export function dataOption({ say }: World): Option {
  return new Option('--data <folder>', say('option.data')).env('VOLANO_DATA').default(DEFAULT_DATA);
}

/** Where a command finds the engine: the server's address, and the folder to open when no server runs. */
export function whereOf({ url, token, data }: WhereValues): Where {
  if (!URL.canParse(url))
    throw new VolanoError('VOLANO_OPTION_INVALID', { option: '--url', expected: 'an address such as http://127.0.0.1:4004', value: url });
  return { url: url.replace(/\/+$/, ''), dataFolder: data, ...(token !== undefined && { token }) };
}

/** A whole number in [low, high]. Throws VOLANO_OPTION_INVALID. */
export function wholeNumber(option: string, text: string, { low, high }: { readonly low: number; readonly high: number }): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= low && value <= high) return value;
  throw new VolanoError('VOLANO_OPTION_INVALID', { option, expected: `a whole number from ${low} to ${high}`, value: text });
}
