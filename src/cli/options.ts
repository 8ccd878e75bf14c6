/** Options that several commands share, and the reading of their values. */
import { Option } from 'commander';
import { VolanoError } from '../base/index.ts';
import { isReference, readMachineToken, resolveSecret } from '../runtime/config/index.ts';
import type { Where } from './management.ts';
import { said } from './said.ts';
import type { World } from './world.ts';

export const DEFAULT_URL = 'http://127.0.0.1:4004';
export const DEFAULT_DATA = '.volano';

export interface WhereValues {
  readonly url?: string;
  readonly token?: string;
  /** Of a member, where the workspace asks for a second person. */
  readonly member?: string;
  readonly data: string;
  readonly json?: true;
}

export function jsonOption({ say }: World): Option {
  return new Option('--json', say('option.json'));
}

export function urlOption({ say }: World): Option {
  return new Option('--url <url>', say('option.url')).env('VOLANO_URL');
}

export function tokenOption({ say }: World): Option {
  return new Option('--token <token>', say('option.token')).env('VOLANO_ADMIN_TOKEN').argParser(tokenBehind);
}

/** The token itself, or what a reference to it (`env:NAME`, `file:PATH`) stands for. Throws VOLANO_CONFIG_SECRET_MISSING. */
function tokenBehind(text: string): string {
  if (!isReference(text)) return text;
  const resolved = resolveSecret(text, { directory: process.cwd(), environment: process.env });
  if (resolved.ok) return resolved.secret;
  const { problem } = resolved;
  throw new VolanoError('VOLANO_CONFIG_SECRET_MISSING', { place: 'VOLANO_ADMIN_TOKEN', field: 'token', reference: text, problem });
}

export function memberOption({ say }: World): Option {
  return new Option('--member <token>', say('option.member')).env('VOLANO_MEMBER_TOKEN').argParser(tokenBehind);
}

export function dataOption({ say }: World): Option {
  return new Option('--data <folder>', say('option.data')).env('VOLANO_DATA').default(DEFAULT_DATA);
}

export function configOption({ say }: World): Option {
  return new Option('--config <file>', say('option.config'));
}

/** Where a command finds the engine: at the address, or, when none is asked for, at the usual one or in the data folder. */
export function whereOf({ url, token, member, data, json }: WhereValues): Where {
  const of = (given: string | undefined) => ({
    ...(given !== undefined && { token: given }),
    ...(member !== undefined && { member }),
    ...(json && { json }),
  });
  // Who may read the data folder may use its server. At an address that was asked for somebody else may listen.
  if (url === undefined) return { url: DEFAULT_URL, dataFolder: data, ...of(token ?? readMachineToken(data)) };
  return { url: addressOf(url), ...of(token) };
}

/** Throws VOLANO_OPTION_INVALID. */
export function addressOf(url: string, option = '--url'): string {
  if (URL.canParse(url) && /^https?:/.test(url)) return url.replace(/\/+$/, '');
  throw new VolanoError('VOLANO_OPTION_INVALID', { option, expected: said`an address such as ${DEFAULT_URL}`, value: url });
}

/** A whole number in [low, high]. Throws VOLANO_OPTION_INVALID. */
export function wholeNumber(option: string, text: string, { low, high }: { readonly low: number; readonly high: number }): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= low && value <= high) return value;
  throw new VolanoError('VOLANO_OPTION_INVALID', { option, expected: said`a whole number from ${low} to ${high}`, value: text });
}
