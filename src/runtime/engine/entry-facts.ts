/** Facts about entries that concern no customer. */
import type { AlertEntry, CodesEntry, DraftEntry, EventEntry, Fact, RerouteEntry } from '../../core/index.ts';
import type { Positioned } from './batch.ts';

export const UNKNOWN_CUSTOMER = 'There is no customer of this id';
export const NOBODY: Pick<Fact, 'customer'> = { customer: '' };

/** Nothing came of the entry. */
export function failure({ entry, at }: Pick<Positioned, 'entry' | 'at'>, problem: string): Fact {
  return { ...NOBODY, kind: 'failure', action: 'step_failed', at, name: entry.type, version: 0, detail: { problem } };
}

/** The event had come before. */
export function duplicate({ at }: Pick<Positioned, 'at'>, { event, messageId, source }: EventEntry): Fact {
  return { ...NOBODY, kind: 'duplicate', action: 'ignored', at, name: event, version: 0, subject: messageId, detail: { source } };
}

export function alert({ at }: Positioned, entry: AlertEntry): Fact {
  const { id, state, what, measure, value, threshold, z } = entry;
  const about = entry.what === 'quality' ? { source: entry.source, event: entry.event } : { evidence: entry.evidence };
  const detail = { what, ...about, value, threshold, ...(z !== undefined && { z }) };
  const place = entry.what === 'quality' ? {} : { journey: entry.journey, ...(entry.what === 'journey' && { step: entry.step }) };
  return { ...NOBODY, kind: 'alert', action: state, at, name: measure, version: 0, ...place, subject: id, detail };
}

/** A step goes its fallback's way from here on, or its own. */
export function reroute({ at }: Positioned, { journey, step, action, who, by, reason, evidence }: RerouteEntry): Fact {
  const detail = { who, by, reason, ...(evidence && { evidence }) };
  return { ...NOBODY, kind: 'reroute', action, at, name: journey, version: 0, journey, step, detail };
}

/** Codes have come in for a benefit. */
export function stocked({ at }: Positioned, { benefit, batch, codes, by }: CodesEntry): Fact {
  const detail = { batch, codes: codes.length, by };
  return { ...NOBODY, kind: 'benefit', action: 'stocked', at, name: benefit, version: 0, detail };
}

/** Who has proposed a release, approved or rejected it. */
export function draft({ at }: Positioned, entry: DraftEntry): Fact {
  const { id, action, by, note } = entry;
  const what = entry.action === 'proposed' ? { base: entry.base, definitions: entry.project.definitions.length } : {};
  return {
    ...NOBODY,
    kind: 'draft',
    action,
    at,
    name: by,
    version: 0,
    subject: id,
    detail: { ...what, ...(note !== undefined && { note }) },
  };
}
