/** The keys that sign links: 32 random bytes, made at the first start and kept beside what they protect; in a cluster one for all its processes. */
import { randomBytes } from 'node:crypto';
import { VolanoError } from '../../base/index.ts';
import type { Papers } from '../../port/state/index.ts';

const FILE = 'links.key';
const KEY_BYTES = 32;

/**
 * The keys of this installation's links. From VOLANO_LINK_KEY when it is set, else from `links.key` among the papers, which is made when it
 * is missing. Several keys, separated by white space or commas, let one take the place of another: the first signs, all open.
 * Each is 32 bytes in base64 or base64url. Throws VOLANO_LINK_KEY_INVALID.
 */
export async function loadLinkKeys(
  papers: Papers,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<readonly Uint8Array[]> {
  const given = environment.VOLANO_LINK_KEY;
  if (given !== undefined && given.trim() !== '') return keysOf(given, 'VOLANO_LINK_KEY');
  const text = (await papers.read(FILE)) ?? (await papers.make(FILE, `${randomBytes(KEY_BYTES).toString('base64url')}\n`));
  return keysOf(text, papers.placeOf(FILE));
}

function keysOf(text: string, place: string): readonly Uint8Array[] {
  const keys = text.split(/[\s,]+/).filter((part) => part !== '');
  const bytes = keys.map((key) => Buffer.from(key, 'base64url'));
  if (bytes.length === 0 || bytes.some(({ length }) => length !== KEY_BYTES)) throw new VolanoError('VOLANO_LINK_KEY_INVALID', { place });
  return bytes;
}
