import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { openEmail, smtpCarrier } from './email.ts';
import { encryptionOf } from './settings.ts';

const least = { carrier: 'smtp', host: 'smtp.shop.example' };

function problemOf(settings: object): string {
  const read = smtpCarrier.read({ ...least, ...settings });
  return read.ok ? 'none' : `${read.field}: ${read.problem.en}`;
}

test.each([
  [{}],
  [{ user: 'u', password: 'env:SMTP' }],
  [{ host: '127.0.0.1', encryption: 'none', user: 'u', password: 'file:smtp.pw' }],
  [{ dkim: { domain: 'shop.example', selector: 'a.b', key: 'file:dkim.pem' }, from: { name: '', address: 'a@shop.example' } }],
])('%j is enough', (settings) => {
  expect(problemOf(settings)).toBe('none');
});

test.each([
  [{ host: 'smtp.shop.example\r\nEHLO' }, /^host: must be a host name/],
  [{ port: 0 }, /^port: /],
  [{ user: 'u' }, /^password: and "user" belong together/],
  [{ password: 'env:X' }, /^password: and "user" belong together/],
  [{ user: 'u', password: 'hunter2' }, /^password: must say where the secret lies/],
  [{ encryption: 'none', user: 'u', password: 'env:X' }, /^encryption: must not be "none" with a password/],
  [{ dkim: { domain: 'shop.example; x', selector: 's', key: 'env:K' } }, /^dkim\.domain: must be letters/],
  [{ dkim: { domain: 'shop.example', selector: 's', key: '-----BEGIN' } }, /^dkim\.key: must say where/],
  [{ from: { name: 'x', address: 'x' } }, /^from\.address: /],
  [{ tls: true }, /does not know "tls"/],
])('%j is refused at its place', (settings, expected) => {
  expect(problemOf(settings)).toMatch(expected);
});

test.each([
  [{ host: 'smtp.shop.example' }, 'starttls'],
  [{ host: 'smtp.shop.example', port: 465 }, 'implicit'],
  [{ host: 'localhost' }, 'none'],
  [{ host: '127.0.0.1', port: 2525 }, 'none'],
  [{ host: '127.0.0.1.evil.example' }, 'starttls'],
  [{ host: 'localhost', encryption: 'starttls' }, 'starttls'],
] as const)('%j goes out %s', (settings, expected) => {
  expect(encryptionOf(settings)).toBe(expected);
});

test('a key that cannot sign is refused when the channel opens, and not quoted', () => {
  const elliptic = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  for (const secret of ['nonsense', elliptic.privateKey, elliptic.publicKey]) {
    const attempt = (): unknown =>
      openEmail(
        { carrier: 'smtp', host: 'localhost', dkim: { domain: 'a.example', selector: 's', key: 'env:K' } },
        { channel: 'mail', secretOf: () => secret },
      );
    expect(attempt).toThrow(expect.objectContaining({ field: 'dkim.key', message: expect.not.stringContaining(secret) }));
  }
});
