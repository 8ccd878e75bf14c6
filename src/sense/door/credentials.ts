/** The write key of a request: user of Basic authorization, else `writeKey` in the body. */
import type { Json } from '../../core/index.ts';
import { isObject } from '../call/index.ts';

export function writeKeyOfHeader(authorization: string | undefined): string | undefined {
  const match = /^basic\s+([A-Za-z0-9+/=_-]+)\s*$/i.exec(authorization ?? '');
  if (!match) return undefined;
  const [user] = Buffer.from(match[1]!, 'base64').toString('utf8').split(':', 1);
  return user === '' ? undefined : user;
}

export function writeKeyOfBody(body: Json): string | undefined {
  if (!isObject(body)) return undefined;
  const { writeKey } = body;
  return typeof writeKey === 'string' && writeKey !== '' ? writeKey : undefined;
}
