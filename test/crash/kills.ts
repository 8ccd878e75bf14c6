/** When and where a server is killed: all of it drawn from the seed. */
import { join } from 'node:path';
import { hashUnit } from '../../src/base/index.ts';

/** `failpoint`: it kills itself there. `writing`: killed from outside at the first sign that it writes there. */
export type Kill =
  | { readonly by: 'time'; readonly name: 'any' | 'start'; readonly afterMs: number }
  | { readonly by: 'failpoint'; readonly name: string; readonly setting: string }
  | { readonly by: 'writing'; readonly name: 'log' | 'state' | 'capture' | 'warehouse'; readonly afterMs: number };

/** Failpoints with how many passages there may be before, and how long after it at most, in ms, or at the first write to which file. */
const FAILPOINTS: readonly (readonly [name: string, passages: number, then: number | string])[] = [
  ['log.before_acknowledge', 80, 0],
  ['engine.before_commit', 60, 0],
  ['engine.inside_commit', 60, 'state/data.mdb'],
  ['engine.inside_commit', 60, 'state/data.mdb'],
  ['engine.inside_commit', 60, 6],
  ['engine.after_commit', 60, 0],
  ['bounds_written', 5, 0],
  ['inserting', 10, 30],
  ['inserting', 10, 12],
  ['events_inserted', 5, 0],
  ['facts_inserted', 5, 0],
  ['delivery.before_handover', 40, 0],
  // While messages are with their receiver, and before they are answered.
  ['delivery.before_handover', 40, 8],
  ['delivery.before_retry', 15, 8],
  ['delivery.after_handover', 40, 0],
  ['delivery.before_retry', 15, 0],
  ['delivery.before_receipt', 60, 0],
  ['delivery.after_receipt', 20, 0],
  ['delivery.before_emit_append', 15, 0],
  ['delivery.before_redeliver', 2, 0],
];
const WRITTEN = ['log', 'state', 'capture', 'warehouse'] as const;

/** A failpoint and its setting for a server on this folder, drawn from the seed. */
export function failpointAt(folder: string, seed: string): { readonly name: string; readonly setting: string } {
  return failpointOf(folder, (what) => hashUnit(seed, what));
}

/** Between several partitions of a cluster. */
const BETWEEN: typeof FAILPOINTS = [
  ['identity.before_commit', 40, 0],
  ['identity.inside_commit', 40, 6],
  ['identity.after_commit', 40, 0],
  ['identity.inside_produce', 60, 0],
  ['identity.after_produce', 40, 0],
  ['forwarder.inside_append', 10, 0],
  ['forwarder.after_append', 10, 0],
  ['forwarder.after_said', 10, 0],
];
/** What does the work of a failpoint, by how its name begins. */
const ROLES: readonly (readonly [prefix: string, role: string])[] = [
  ['log.', 'gateway'],
  ['engine.', 'engine'],
  ['forwarder.', 'engine'],
  ['identity.', 'identity'],
  ['delivery.', 'delivery'],
  ['', 'sink'],
];

/** The same for a process of a cluster, whose stores lie elsewhere; and for which role it is. */
export function clusterFailpointAt(
  seed: string,
  partitions: number,
): { readonly name: string; readonly setting: string; readonly role: string } {
  const timed = FAILPOINTS.filter(([, , then]) => typeof then === 'number');
  const point = settingOf(partitions > 1 ? [...timed, ...BETWEEN] : timed, '', (what) => hashUnit(seed, what));
  return { ...point, role: ROLES.find(([prefix]) => point.name.startsWith(prefix))![1] };
}

function failpointOf(folder: string, draw: (what: string) => number): { readonly name: string; readonly setting: string } {
  return settingOf(FAILPOINTS, folder, draw);
}

function settingOf(
  points: typeof FAILPOINTS,
  folder: string,
  draw: (what: string) => number,
): { readonly name: string; readonly setting: string } {
  const [name, passages, then] = points[Math.floor(draw('failpoint') * points.length)]!;
  const moment = typeof then === 'string' ? `>${join(folder, then)}` : (draw('delay') * then).toFixed(2);
  return { name, setting: `${name}:${1 + Math.floor(draw('passage') * passages)}:${moment}` };
}

/** Of 20 kills 10 are by failpoint, 4 at the sight of a write, 5 at any time, 1 while it starts. */
export function killOf(folder: string, seed: string, index: number): Kill {
  const draw = (what: string): number => hashUnit(seed, `${what} ${index}`);
  const place = index % 20;
  if (place === 17) return { by: 'time', name: 'start', afterMs: draw('start') * 2_500 };
  if (place % 2 === 0) {
    return { by: 'failpoint', ...failpointOf(folder, draw) };
  }
  if (place % 4 === 1 && place < 16)
    return {
      by: 'writing',
      name: WRITTEN[((place - 1) / 4 + Math.floor(index / 20)) % WRITTEN.length]!,
      afterMs: 100 + draw('after') * 1_200,
    };
  return { by: 'time', name: 'any', afterMs: draw('after') * 2_000 };
}
