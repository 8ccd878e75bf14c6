/**
 * Through what each channel goes: `channels.json` in the data folder, channel id -> settings of a carrier. Whatever is not configured there is
 * captured, so a new installation contacts nobody. Secrets are named by reference and read once, at start.
 */

import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { CARRIERS, type Carrier, type CarrierContext, type Channel, SettingsProblem } from '../act/index.ts';
import { type Said, type Sayable, VolanoError } from '../base/index.ts';
import { type Environment, isReference, resolveSecret } from './config/index.ts';
import type { ChannelRoute } from './figures.ts';
import { said } from './said.ts';

/** The configured channels, checked and not yet open. */
export interface ChannelPlan {
  readonly path: string;
  /** In the order of the file. Channels that it does not name are captured. */
  readonly routes: readonly ChannelRoute[];
  /** Hints that stop nothing, VOLANO_CHANNELS_EXPOSED. */
  readonly warnings: readonly VolanoError[];
  /** What the channel's provider signs its reports with (setting `returns`); undefined when none are taken. Throws as `open` does. */
  returnsSecret(channel: string): string | undefined;
  /** The secrets that a channel's settings name, and whether each is there; never a value. */
  credentials(channel: string): readonly ChannelCredential[];
  /** Those that go out. Throws VOLANO_CHANNELS_INVALID, VOLANO_CHANNEL_SECRET_MISSING. */
  open(context: OpenContext): readonly Channel[];
  /** One of them, once more; undefined when it is captured. Throws as `open` does. */
  openOne(channel: string, context: OpenContext): Channel | undefined;
}

/** A secret that settings refer to. `reference`: `env:NAME` or `file:PATH`. */
export interface ChannelCredential {
  readonly field: string;
  readonly reference: string;
  readonly present: boolean;
}

type OpenContext = Pick<CarrierContext, 'now' | 'lookup' | 'inbox'>;

interface Configured {
  /** Path in the settings -> reference. */
  readonly references: readonly (readonly [field: string, reference: string])[];
  /** Reference of the secret that the provider signs its reports with. */
  readonly returns: string | undefined;
  readonly channel: string;
  readonly carrier: string;
  readonly open: ((context: CarrierContext) => Channel) | undefined;
}

const CAPTURE = 'capture';
const ID_PATTERN = /^[a-z0-9][a-z0-9_-]{0,63}$/;
const fileSchema: z.ZodType<Record<string, { carrier: string; returns?: string }>> = z.record(
  z.string(),
  z.looseObject({ carrier: z.string(), returns: z.string().exactOptional() }),
);

/** Without a file every channel is captured. Rejects with VOLANO_CHANNELS_INVALID. */
export async function loadChannels(
  directory: string,
  environment: Environment,
  { carriers = CARRIERS, file = 'channels.json' }: { readonly carriers?: readonly Carrier[]; readonly file?: string } = {},
): Promise<ChannelPlan> {
  const path = join(directory, file);
  const text = await textOf(path);
  if (text === undefined)
    return {
      path,
      routes: [],
      warnings: [],
      open: () => [],
      openOne: () => undefined,
      credentials: () => [],
      returnsSecret: () => undefined,
    };
  const configured = configuredIn(path, text, carriers);
  const warnings: VolanoError[] = [];
  // It names no secrets, but who can write it can send the customers' messages elsewhere.
  if (((await stat(path)).mode & 0o022) !== 0) warnings.push(exposed(path, 'changed', '644'));
  const secretOf = (channel: string, reference: string): string => {
    const { secret, warning } = secretBehind(reference, { path, directory, channel, environment });
    if (warning) warnings.push(warning);
    return secret;
  };
  const openedOf = ({ channel, open }: Configured, context: OpenContext): Channel | undefined =>
    open && opened(path, channel, () => open({ ...context, channel, secretOf: (reference) => secretOf(channel, reference) }));
  return {
    path,
    warnings,
    routes: configured.map(({ channel, carrier }) => ({ channel, carrier })),
    open: (context) => configured.flatMap((one) => openedOf(one, context) ?? []),
    credentials(channel) {
      const references = configured.find((one) => one.channel === channel)?.references ?? [];
      return references.map(([field, reference]) => ({
        field,
        reference,
        present: resolveSecret(reference, { directory, environment }).ok,
      }));
    },
    openOne(channel, context) {
      const one = configured.find((some) => some.channel === channel);
      return one && openedOf(one, context);
    },
    returnsSecret(channel) {
      const reference = configured.find((one) => one.channel === channel)?.returns;
      return reference === undefined ? undefined : secretOf(channel, reference);
    },
  };
}

/** A hint for each configured channel that no definition of the running release has: VOLANO_CHANNEL_UNDEFINED. */
export function undefinedChannels(
  { path, routes }: Pick<ChannelPlan, 'path' | 'routes'>,
  isDefined: (id: string) => boolean,
): VolanoError[] {
  return routes
    .filter(({ channel }) => !isDefined(channel))
    .map(({ channel }) => new VolanoError('VOLANO_CHANNEL_UNDEFINED', { path, channel }));
}

/** Where messages of every channel go, configured or defined. */
export function channelRoutes(configured: readonly ChannelRoute[], defined: Iterable<string>): readonly ChannelRoute[] {
  const known = new Set(configured.map(({ channel }) => channel));
  return [...configured, ...[...defined].filter((channel) => !known.has(channel)).map((channel) => ({ channel, carrier: CAPTURE }))];
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw invalid(path, said`the file`, said`cannot be read: ${(error as Error).message}`);
  }
}

function configuredIn(path: string, text: string, carriers: readonly Carrier[]): readonly Configured[] {
  const result = fileSchema.safeParse(parsed(path, text));
  if (!result.success) {
    const [issue] = result.error.issues;
    throw invalid(path, issue?.path.join('.') || said`the file`, said`must be an object: channel id -> { "carrier": ..., settings }`);
  }
  const names = [CAPTURE, ...carriers.map(({ name }) => name)];
  return Object.entries(result.data).map(([channel, { returns, ...value }]) => {
    if (returns !== undefined && !isReference(returns)) throw invalid(path, `${channel}.returns`, said`must be "env:NAME" or "file:PATH"`);
    if (!ID_PATTERN.test(channel) || channel === CAPTURE) throw invalid(path, channel, said`is no id of a channel of a project`);
    const references = referencesIn({ ...value, ...(returns !== undefined && { returns }) });
    if (value.carrier === CAPTURE) return { channel, returns, references, carrier: CAPTURE, open: undefined };
    const carrier = carriers.find(({ name }) => name === value.carrier);
    if (!carrier) throw invalid(path, `${channel}.carrier`, said`must be one of ${names.join(', ')}`);
    const read = carrier.read(value);
    if (!read.ok) throw invalid(path, [channel, read.field].filter(Boolean).join('.'), read.problem);
    return { channel, returns, references, carrier: carrier.name, open: read.open };
  });
}

/** Wherever a carrier takes one. What looks like a reference elsewhere, say in the text of a query, is none to it, and no secret either. */
function referencesIn(value: unknown, field = ''): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return isReference(value) ? [[field, value]] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => referencesIn(inner, field === '' ? key : `${field}.${key}`));
}

function parsed(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The message of the parser quotes the file, and somebody may have written a secret into it.
    throw invalid(path, said`the file`, said`is not JSON`);
  }
}

function opened(path: string, channel: string, open: () => Channel): Channel {
  try {
    return open();
  } catch (error) {
    if (error instanceof SettingsProblem) throw invalid(path, `${channel}.${error.field}`, error.problem);
    throw error;
  }
}

interface SecretPlace {
  readonly path: string;
  readonly directory: string;
  readonly channel: string;
  readonly environment: Environment;
}

/** Files are named from the data folder. */
function secretBehind(reference: string, place: SecretPlace): { readonly secret: string; readonly warning?: VolanoError } {
  const resolved = resolveSecret(reference, place);
  if (!resolved.ok)
    throw new VolanoError('VOLANO_CHANNEL_SECRET_MISSING', {
      path: place.path,
      field: place.channel,
      reference,
      problem: resolved.problem,
    });
  const { secret, exposed: file } = resolved;
  return file === undefined ? { secret } : { secret, warning: exposed(file, 'read', '600') };
}

function exposed(path: string, access: 'read' | 'changed', mode: string): VolanoError {
  return new VolanoError('VOLANO_CHANNELS_EXPOSED', { path, access, mode });
}

function invalid(path: string, field: Sayable, problem: Said): VolanoError {
  return new VolanoError('VOLANO_CHANNELS_INVALID', { path, field, problem });
}
