/** Secrets that we make: shown once, kept as their hash. They are random, so that a plain hash of them tells nobody anything. */
import { createHash, randomBytes } from 'node:crypto';

const BYTES = 32;

/** 256 random bits as text for addresses and headers. */
export function newSecret(prefix = ''): string {
  return `${prefix}${randomBytes(BYTES).toString('base64url')}`;
}

/** What is kept of a secret. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
