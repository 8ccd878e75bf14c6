import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPublicAddress } from './addresses.ts';

describe('addresses that are not public', () => {
  test.each([
    ['this host', '0.0.0.0'],
    ['this network', '0.1.2.3'],
    ['private', '10.0.0.1'],
    ['private', '172.16.0.1'],
    ['private', '172.31.255.255'],
    ['private', '192.168.1.1'],
    ['carrier-grade NAT', '100.64.0.1'],
    ['the metadata of a cloud', '100.100.100.200'],
    ['the metadata of a cloud', '169.254.169.254'],
    ['the metadata of a cloud', '168.63.129.16'],
    ['the metadata of a cloud', 'fd00:ec2::254'],
    ['loopback', '127.0.0.1'],
    ['loopback', '127.255.255.254'],
    ['loopback', '::1'],
    ['nothing', '::'],
    ['multicast', '224.0.0.1'],
    ['multicast', 'ff02::1'],
    ['broadcast', '255.255.255.255'],
    ['documentation', '192.0.2.1'],
    ['documentation', '2001:db8::1'],
    ['link-local', 'fe80::1'],
    ['unique local', 'fc00::1'],
    ['mapped loopback', '::ffff:127.0.0.1'],
    ['mapped private', '::ffff:a00:1'],
    ['compatible loopback', '::127.0.0.1'],
    ['translated private', '64:ff9b::10.0.0.1'],
    ['6to4 of a private one', '2002:a00:1::'],
    ['Teredo', '2001:0:4136:e378::'],
    ['no address', 'example.com'],
    ['no address', ''],
    ['a number', '2130706433'],
  ])('%s: %s', (_what, address) => expect(isPublicAddress(address)).toBe(false));
});

test.each([
  '1.1.1.1',
  '8.8.8.8',
  '100.63.255.255',
  '100.128.0.0',
  '172.15.255.255',
  '172.32.0.0',
  '223.5.5.5',
  '2606:4700::1111',
  '240e::1',
])('public: %s', (address) => expect(isPublicAddress(address)).toBe(true));

test('a mapped address is never public, whatever it maps', () => {
  fc.assert(fc.property(fc.ipV4(), (address) => !isPublicAddress(`::ffff:${address}`)));
});

test('an address of a private block is never public', () => {
  const byte = fc.nat(255);
  const block = fc.constantFrom('10', '127', '0', '192.168', '169.254', '100.64', '172.20', '224', '250');
  fc.assert(
    fc.property(block, byte, byte, byte, (prefix, ...rest) => {
      const given = prefix.split('.');
      return !isPublicAddress([...given, ...rest.slice(given.length - 1)].join('.'));
    }),
  );
});
