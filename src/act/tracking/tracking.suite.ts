/** What the tests of links share. */
import type { SendCommand } from '../../core/index.ts';
import type { ChannelDefinition } from '../../define/index.ts';
import { createTracker, type Tracker } from './tracker.ts';

export const BASE: string = 'https://links.example';
export const ISSUED_AT: number = Date.UTC(2026, 0, 2, 3, 4, 5);

export function keyOf(fill: number): Uint8Array {
  return new Uint8Array(32).fill(fill);
}

export function trackerOf(keys: readonly Uint8Array[] = [keyOf(1)], publicUrl: string = BASE): Tracker {
  return createTracker({ keys, publicUrl, now: () => ISSUED_AT + 678 });
}

export function commandOf(overrides: Partial<SendCommand> = {}): SendCommand {
  return {
    type: 'send',
    message: 'm00000000001001',
    customer: 'c0mf3k9q8p000000012',
    channel: 'mail',
    template: 'welcome',
    templateVersion: 1,
    journey: 'first_order',
    journeyVersion: 2,
    step: 'hello',
    instance: 'i1',
    purpose: 'news',
    messageClass: 'marketing',
    variables: {},
    at: 1_000,
    receivedAt: 1_000,
    ...overrides,
  };
}

export function channelOf(type: ChannelDefinition['type'], more: Partial<ChannelDefinition> = {}): ChannelDefinition {
  return { kind: 'channel', id: 'mail', type, name: { en: 'Mail', zh: '邮件' }, ...more };
}

/** The tokens of an address of ours in a text, in order. */
export function tokensIn(text: string, kind: 'o' | 'c' | 'u'): string[] {
  return [...text.matchAll(new RegExp(`${BASE}/t/${kind}/([\\w.-]+)`, 'g'))].map(([, token]) => token!);
}
