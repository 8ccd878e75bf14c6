import type { IncomingHttpHeaders } from 'node:http';
import { describe, expect, test } from 'vitest';
import { VolanoError } from '../../base/index.ts';
import { assertAccess, isLoopback } from './access.ts';

const LOCAL = { host: '127.0.0.1' };
const OPEN = { host: '0.0.0.0', adminToken: 'correct horse' };
const BEARER = { authorization: 'Bearer correct horse' };
const TOKEN = { authorization: 'Bearer s3cret' };
const WITH_TOKEN = { host: '0.0.0.0', adminToken: 's3cret' };

function answer(headers: IncomingHttpHeaders, options: { host: string; adminToken?: string }): string {
  try {
    assertAccess(headers, options);
    return 'granted';
  } catch (error) {
    return error instanceof VolanoError ? error.code : String(error);
  }
}

describe('A1: on loopback', () => {
  test.each(['127.0.0.1:8080', 'localhost:8080', 'localhost', '[::1]:8080', '127.8.9.1'])('programs of this machine may, as %s', (host) => {
    expect(answer({ host }, LOCAL)).toBe('granted');
    expect(answer({ host }, { host: 'localhost' })).toBe('granted');
  });

  test('a token that is configured and given must be right', () => {
    const options = { host: '127.0.0.1', adminToken: 's3cret' };
    expect(answer({ host: 'localhost', ...TOKEN }, options)).toBe('granted');
    expect(answer({ host: 'localhost', authorization: 'Bearer other' }, options)).toBe('VOLANO_ADMIN_TOKEN_WRONG');
    expect(answer({ host: 'localhost' }, options)).toBe('granted');
  });
});

describe('A2: elsewhere', () => {
  test.each(['0.0.0.0', '::', '192.168.1.5', 'volano.example'])('on %s the token is needed', (host) => {
    expect(answer({ host: 'volano.example' }, { ...WITH_TOKEN, host })).toBe('VOLANO_ADMIN_TOKEN_REQUIRED');
    expect(answer({ host: 'localhost' }, { ...WITH_TOKEN, host })).toBe('VOLANO_ADMIN_TOKEN_REQUIRED');
    expect(answer({ host: 'volano.example', ...TOKEN }, { ...WITH_TOKEN, host })).toBe('granted');
  });

  test('with none configured nobody may, whatever they send', () => {
    expect(answer({ host: 'volano.example', ...TOKEN }, { host: '0.0.0.0' })).toBe('VOLANO_ADMIN_TOKEN_REQUIRED');
    expect(answer({ host: 'volano.example' }, { host: '0.0.0.0' })).toBe('VOLANO_ADMIN_TOKEN_REQUIRED');
  });

  test.each(['Bearer', 'Bearer ', 'Basic s3cret', 's3cret', 'Bearer s3cret extra'])('"%s" is no token', (authorization) => {
    expect(answer({ host: 'volano.example', authorization }, WITH_TOKEN)).toBe('VOLANO_ADMIN_TOKEN_REQUIRED');
  });

  test('a prefix or an extension of the token is wrong', () => {
    for (const token of ['s3cre', 's3crett', 'S3CRET']) {
      expect(answer({ host: 'volano.example', authorization: `Bearer ${token}` }, WITH_TOKEN)).toBe('VOLANO_ADMIN_TOKEN_WRONG');
    }
  });

  test('a token with a space can never be sent, so it never matches', () => {
    expect(answer({ host: 'volano.example', ...BEARER }, OPEN)).toBe('VOLANO_ADMIN_TOKEN_REQUIRED');
  });
});

describe('A3: a page of another site may not', () => {
  test.each([
    ['by its origin', { host: 'localhost:8080', origin: 'https://evil.example' }],
    ['from another port of this machine', { host: 'localhost:8080', origin: 'http://localhost:3000' }],
    ['without a site', { host: 'localhost:8080', origin: 'null' }],
    ['by what its browser says', { host: 'localhost:8080', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }],
    ['by a name that it makes point to us', { host: 'evil.example:8080', origin: 'http://evil.example:8080' }],
    ['by such a name without an origin', { host: 'evil.example' }],
  ])('%s', (_name, headers) => {
    expect(answer(headers, LOCAL)).toBe('VOLANO_ORIGIN_FOREIGN');
  });

  test('not even with the token', () => {
    expect(answer({ host: 'volano.example', origin: 'https://evil.example', ...TOKEN }, WITH_TOKEN)).toBe('VOLANO_ORIGIN_FOREIGN');
  });

  test('our own page may, and so may a link that leads to us', () => {
    expect(answer({ host: 'localhost:8080', origin: 'http://localhost:8080', 'sec-fetch-site': 'same-origin' }, LOCAL)).toBe('granted');
    expect(answer({ host: 'localhost:8080', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }, LOCAL)).toBe('granted');
  });
});

describe('A4: through a proxy', () => {
  test.each(['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'])('%s shows it, and the token is needed', (header) => {
    expect(answer({ host: 'localhost', [header]: '203.0.113.9' }, LOCAL)).toBe('VOLANO_ADMIN_TOKEN_REQUIRED');
    expect(answer({ host: 'localhost', [header]: '203.0.113.9', ...TOKEN }, { ...LOCAL, adminToken: 's3cret' })).toBe('granted');
  });
});

test.each([
  ['localhost', true],
  ['LOCALHOST', true],
  ['127.0.0.1', true],
  ['::1', true],
  ['[::1]', true],
  ['0.0.0.0', false],
  ['::', false],
  ['127.0.0.1.evil.example', false],
  ['localhost.evil.example', false],
  ['', false],
])('%s is loopback: %s', (host, expected) => {
  expect(isLoopback(host)).toBe(expected);
});
