import { describe, expect, test } from 'vitest';
import { assertStrong, PASSWORD_COST, Passwords } from './password.ts';

const CHEAP = { cost: 16, block: 1, parallel: 1 };
const passwords = new Passwords(CHEAP);

describe('a password', () => {
  test('fits its own hash only, and a hash says its parameters (P1)', async () => {
    const stored = await passwords.hash('correct horse battery');
    expect(stored).toMatchObject(CHEAP);
    expect(JSON.stringify(stored)).not.toContain('horse');
    expect(await passwords.fits('correct horse battery', stored)).toBe(true);
    expect(await passwords.fits('correct horse batterx', stored)).toBe(false);
    expect(await passwords.fits('', stored)).toBe(false);
    expect((await passwords.hash('correct horse battery')).hash).not.toBe(stored.hash);
  });

  test('is checked with the parameters of its hash, whatever they are today (P1)', async () => {
    const before = await new Passwords({ cost: 32, block: 2, parallel: 1 }).hash('correct horse battery');
    expect(await passwords.fits('correct horse battery', before)).toBe(true);
  });

  test('of nobody never fits (P2)', async () => {
    expect(await passwords.fits('correct horse battery', undefined)).toBe(false);
  });

  test('is the same in another form of Unicode', async () => {
    const stored = await passwords.hash('caf\u00e9 au lait s\u2019il');
    expect(await passwords.fits('cafe\u0301 au lait s\u2019il', stored)).toBe(true);
  });

  test('costs 32 MiB a guess by default', () => {
    expect(128 * PASSWORD_COST.cost * PASSWORD_COST.block).toBe(32 * 1024 ** 2);
  });
});

describe('what is too easy to guess', () => {
  const names = ['Ada Lovelace', 'ada.l@example.com'];
  test.each([
    ['too short', 'short', 'too short'],
    ['of few characters', 'aabbaabbaabbaabb', 'repeats'],
    ['common', 'Password2026!!', 'common'],
    ['the name', 'xx-LOVELACE-1815', 'your name'],
    ['the address', '99 ada.l 99 77 55', 'your name'],
    ['endless', `abcdefgh${'x'.repeat(200)}`, 'longer than'],
  ])('%s is refused', (_, password, problem) => {
    expect(() => assertStrong(password, names)).toThrow(problem);
  });

  test('what is long and of one’s own is taken, in any script', () => {
    expect(() => assertStrong('correct horse battery', names)).not.toThrow();
    expect(() => assertStrong('山茶花开在三月的早晨微风里', names)).not.toThrow();
  });
});
