/** Which addresses of the network are of the public internet. What is not is reached only where the installation says so. */
import { BlockList, isIP } from 'node:net';

/** [network, prefix length] of IPv4 that is not public: this host, private, carrier-grade NAT, loopback, link-local (metadata), tests, multicast, reserved. */
const CLOSED_V4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['168.63.129.16', 32],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/** Inside the one public block of IPv6: protocol assignments with Teredo, documentation, and 6to4, which hides IPv4 addresses. */
const CLOSED_V6: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const closed: BlockList = new BlockList();
for (const [network, prefix] of CLOSED_V4) closed.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of CLOSED_V6) closed.addSubnet(network, prefix, 'ipv6');

/** Everything else of IPv6 is loopback, local, mapped, multicast or not given out. */
const globalV6: BlockList = new BlockList();
globalV6.addSubnet('2000::', 3, 'ipv6');

/** Of an address in its usual text form; anything else is not public. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return !closed.check(address, 'ipv4');
  return version === 6 && globalV6.check(address, 'ipv6') && !closed.check(address, 'ipv6');
}
