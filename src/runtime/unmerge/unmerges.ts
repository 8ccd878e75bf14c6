/**
 * Taking wrong merges back on a running engine: showing how a profile came to be, previewing what would become of it, and doing so, one profile or all
 * that one cause had united.
 *
 * M1. An unmerge is one entry of the log and one commit: after a crash it has happened or it has not.
 * M2. Profiles are parted in groups, each after the one before has been committed, so that live entries come between.
 * M3. What has been undone is not selected again: a run that was cut off goes on where it stopped when it is asked for anew.
 */
import { type CustomerId, VolanoError } from '../../base/index.ts';
import type { UnmergeEntry } from '../../core/index.ts';
import { followMoves } from '../../learn/index.ts';
import type { StateView } from '../../port/state/index.ts';
import type { UnmergeQuestion } from '../engine/index.ts';
import type { ProfileLookup } from '../figures.ts';
import { customerOf } from '../reading.ts';
import { historyOf, type IdentityHistory } from './history.ts';
import type { UnmergePreview } from './preview.ts';
import { liveOf, type MergeCause, type SelectedProfile, selectMerges } from './selection.ts';
import { type CaughtUp, caughtUp, partingAboutOf, previewParting, type UnmergesWorld } from './world.ts';

/** One profile and customers that it has absorbed, or all merges of a cause. */
export type UnmergeTarget = { readonly customer: CustomerId; readonly from: readonly CustomerId[] } | { readonly cause: MergeCause };

export interface UnmergesPreviewed {
  readonly profiles: number;
  readonly merges: number;
  /** Of the first few. */
  readonly sample: readonly UnmergePreview[];
}

export interface UnmergesDone {
  /** Profiles parted, customers set free, and profiles that were not parted though they were asked for: they had changed meanwhile. */
  readonly profiles: number;
  readonly merges: number;
  readonly refused: readonly CustomerId[];
  /** Profiles of the cause that are still to be parted. */
  readonly left: number;
}

/** Profiles shown in a preview, parted between two looks at the log's end, and tried again when they have changed meanwhile. */
const SAMPLE_MAX = 5;
const GROUP_MAX = 20;
const TRIES_MAX = 3;

export class Unmerges {
  readonly #world: UnmergesWorld;

  constructor(world: UnmergesWorld) {
    this.#world = world;
  }

  /** How the profile came to be; undefined when there is no such customer. */
  async history(lookup: ProfileLookup): Promise<IdentityHistory | undefined> {
    const { state } = this.#world;
    const id = 'customer' in lookup ? lookup.customer : await customerOf({ state }, [lookup.namespace, lookup.value]);
    const live = id === undefined ? undefined : await liveOf(id, state);
    return live && historyOf(live, this.#world.arrivals);
  }

  /** What it would come to. Rejects with VOLANO_RESOURCE_UNKNOWN, VOLANO_MERGE_UNKNOWN or VOLANO_UNMERGE_PREPARING. */
  async preview(target: UnmergeTarget): Promise<UnmergesPreviewed> {
    const reached = await caughtUp(this.#world);
    const selected = await this.#selected(target);
    const sampled = selected.slice(0, SAMPLE_MAX);
    const sample: UnmergePreview[] = [];
    for (const question of await this.#questions(sampled, { reached, target })) {
      const preview = await previewParting(question, this.#world);
      if (preview) sample.push(preview);
    }
    return { profiles: selected.length, merges: mergesOf(selected), sample };
  }

  /** Does it, for at most `max` profiles. Resolves when the last one is committed and the warehouse follows it. Rejects as `preview` does. */
  async run(target: UnmergeTarget, { by, max }: { readonly by: string; readonly max: number }): Promise<UnmergesDone> {
    await caughtUp(this.#world);
    const selected = await this.#selected(target);
    const wanted = selected.slice(0, max);
    const refused = await this.#part(wanted, { by, target });
    const parted = wanted.filter((one) => !refused.includes(one));
    const [profiles, merges] = [parted.length, mergesOf(parted)];
    if (profiles > 0) {
      await caughtUp(this.#world);
      await followMoves(this.#world.warehouse);
    }
    return { profiles, merges, refused: refused.map(({ customer }) => customer), left: selected.length - wanted.length };
  }

  /** Parts them in groups (M2), and tries those again that have changed meanwhile. Returns those that would not be parted. */
  async #part(wanted: readonly SelectedProfile[], { by, target }: { by: string; target: UnmergeTarget }): Promise<SelectedProfile[]> {
    const { appender, engine, state } = this.#world;
    let open = [...wanted];
    for (let tries = 0; tries < TRIES_MAX && open.length > 0; tries++) {
      const questions = await this.#questions(open, { reached: await caughtUp(this.#world), target });
      for (let start = 0; start < questions.length; start += GROUP_MAX) {
        const group = questions.slice(start, start + GROUP_MAX);
        const appended = await appender.entries(group.map((question): UnmergeEntry => ({ type: 'unmerge', by, ...question })));
        await engine.reached(appended.at(-1)!);
      }
      const still: SelectedProfile[] = [];
      for (const one of open) if (await isMerged(one, state)) still.push(one);
      open = still;
    }
    return open;
  }

  async #selected(target: UnmergeTarget): Promise<SelectedProfile[]> {
    if (this.#world.plan().preparation) throw new VolanoError('VOLANO_UNMERGE_PREPARING', {});
    if ('cause' in target) return selectMerges(target.cause, this.#world);
    const live = await liveOf(target.customer, this.#world.state);
    if (!live) throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'customer', id: target.customer });
    const absorbed = new Set(live.record.merges.map(({ from }) => from));
    const unknown = target.from.find((id) => !absorbed.has(id));
    if (unknown !== undefined) throw new VolanoError('VOLANO_MERGE_UNKNOWN', { customer: live.customer, from: unknown });
    return [{ customer: live.customer, from: target.from }];
  }

  async #questions(
    selected: readonly SelectedProfile[],
    { reached, target }: { reached: CaughtUp; target: UnmergeTarget },
  ): Promise<UnmergeQuestion[]> {
    if (selected.length === 0) return [];
    const profiles = await Promise.all(
      selected.map(async ({ customer }) => ({ customer, record: (await liveOf(customer, this.#world.state))?.record })),
    );
    const about = await partingAboutOf(profiles, reached, this.#world);
    const identifier = 'cause' in target ? target.cause.identifier : undefined;
    const suspect = identifier && { suspect: [identifier] };
    return selected.map(({ customer, from }) => ({ customer, from, ...about(customer), ...suspect }));
  }
}

function mergesOf(selected: readonly SelectedProfile[]): number {
  return selected.reduce((sum, { from }) => sum + from.length, 0);
}

/** Whether any of them is part of the profile still. */
async function isMerged({ customer, from }: SelectedProfile, state: StateView): Promise<boolean> {
  const live = await liveOf(customer, state);
  return live?.record.merges.some((merge) => from.includes(merge.from)) ?? false;
}
