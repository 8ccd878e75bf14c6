/** Names of the fields of steps, as people read them. */
import type { TFunction } from 'i18next';

const NAMED: Readonly<Record<string, string>> = {
  ...{ stage: 'stage', guardrails: 'guardrail', fallback: 'fallback', template: 'template', channel: 'channel', purpose: 'purpose' },
  ...{ fallbacks: 'otherWay', preference: 'preference', messageClass: 'messageClass', await: 'await', nextOnFailure: 'nextOnFailure' },
  ...{ timeout: 'timeout', event: 'event', where: 'where', rearm: 'rearm', response: 'response', owner: 'owner', priority: 'priority' },
  ...{ due: 'due', as: 'as', variant: 'variant', branches: 'ways', arms: 'shares', properties: 'properties' },
};

/** A field that has no name of its own is told as a setting. */
export function ownFields(fields: readonly string[], t: TFunction<'journeys'>): readonly string[] {
  return [...new Set(fields.map((name) => t(`fields.${NAMED[name] ?? 'other'}` as never)))];
}
