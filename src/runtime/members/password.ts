/**
 * Passwords of local accounts.
 *
 * P1. What is kept is scrypt's result with its salt and parameters; each hash is checked with its own, so parameters may change.
 * P2. A name that nobody has costs as much time as one that somebody has.
 * P3. One hash is computed at a time: many guesses at once cannot take the machine's memory.
 */
import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { type Said, VolanoError } from '../../base/index.ts';
import { said } from '../said.ts';

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

/** `cost` N, `block` r, `parallel` p of scrypt; salt and hash in base64url. */
export interface StoredPassword {
  readonly cost: number;
  readonly block: number;
  readonly parallel: number;
  readonly salt: string;
  readonly hash: string;
}

export type PasswordCost = Pick<StoredPassword, 'cost' | 'block' | 'parallel'>;

/** 32 MiB and some 100 ms a guess. */
export const PASSWORD_COST: PasswordCost = { cost: 2 ** 15, block: 8, parallel: 3 };
const LENGTH_MIN = 12;
const LENGTH_MAX = 200;
const HASH_BYTES = 32;
const SALT_BYTES = 16;
const MEMORY_MAX = 256 * 1024 ** 2;
/** Begin so many of the passwords that are tried first. */
const COMMON = /^(password|passwort|qwerty|qwertz|123456|abc123|letmein|welcome|iloveyou|admin|volano|changeme|woaini)/i;

export class Passwords {
  readonly #cost: PasswordCost;
  readonly #nobody: Promise<StoredPassword>;
  #last: Promise<unknown> = Promise.resolve();

  constructor(cost: PasswordCost = PASSWORD_COST) {
    this.#cost = cost;
    this.#nobody = this.hash(randomBytes(SALT_BYTES).toString('base64url'));
    this.#nobody.catch(() => undefined);
  }

  async hash(password: string): Promise<StoredPassword> {
    const salt = randomBytes(SALT_BYTES);
    const hash = await this.#derived(password, salt, this.#cost);
    return { ...this.#cost, salt: salt.toString('base64url'), hash: hash.toString('base64url') };
  }

  /** Whether it is the one; undefined: of nobody, and takes as long (P2). */
  async fits(password: string, stored: StoredPassword | undefined): Promise<boolean> {
    const { salt, hash, ...cost } = stored ?? (await this.#nobody);
    const expected = Buffer.from(hash, 'base64url');
    const given = await this.#derived(password, Buffer.from(salt, 'base64url'), cost);
    return timingSafeEqual(given, expected) && stored !== undefined;
  }

  #derived(password: string, salt: Buffer, { cost, block, parallel }: PasswordCost): Promise<Buffer> {
    const options = { N: cost, r: block, p: parallel, maxmem: MEMORY_MAX };
    // The same word typed on two keyboards is the same password.
    const result = this.#last.then(() => derive(password.normalize('NFKC'), salt, HASH_BYTES, options));
    this.#last = result.catch(() => undefined);
    return result;
  }
}

/** Throws VOLANO_ACCESS_PASSWORD_WEAK. `names`: what it must not be made of: name and e-mail address. */
export function assertStrong(password: string, names: readonly string[]): void {
  const weak = (problem: Said): never => {
    throw new VolanoError('VOLANO_ACCESS_PASSWORD_WEAK', { problem, length: LENGTH_MIN });
  };
  const lower = password.toLowerCase();
  if ([...password].length < LENGTH_MIN) weak(said`it is too short`);
  if (password.length > LENGTH_MAX) weak(said`it is longer than ${LENGTH_MAX} characters`);
  if (new Set(password).size < 5) weak(said`it repeats a few characters`);
  if (COMMON.test(password)) weak(said`it begins like a common one`);
  if (names.flatMap((name) => name.toLowerCase().split(/[\s@]+/)).some((part) => part.length > 3 && lower.includes(part)))
    weak(said`it holds your name or e-mail address`);
}
