/**
 * Ownership of a topic's partitions by Kafka's group protocol, handed over one by one: who loses a partition finishes with it first, tells
 * the group by joining again, and only then another gains it; all others go on meanwhile. The client's own consumer has the protocol, too, but
 * waits for nobody to finish, and gives a new member nothing where the others have one more than it would get.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { VolanoError, verbatim } from '../../base/index.ts';
import { assignPartitions } from './kafka-assignment.ts';
import { KafkaCluster } from './kafka-cluster.ts';
import type { KafkaSecurity } from './kafka-connections.ts';
import { KAFKA_CODE, kafkaCode, mayRetry, reasonOf } from './kafka-errors.ts';
import { GroupCoordinator, type Membership } from './kafka-group-requests.ts';
import { EXPELLED_CODES, Heartbeats } from './kafka-heartbeats.ts';
import { KafkaTopic } from './kafka-topic.ts';

export interface GroupOptions {
  /** host:port; some of them are enough. */
  readonly brokers: readonly string[];
  /** All processes of one group share the partitions of the topic. */
  readonly group: string;
  /** It exists. */
  readonly topic: string;
  readonly security?: KafkaSecurity;
  /** Who is not heard of for so long has lost its partitions: default 8 s; brokers allow 6 s to 30 min unless they are set otherwise. */
  readonly sessionTimeoutMs?: number;
  /** How long the group waits for a member that gives up partitions; default 30 s. */
  readonly handOverMs?: number;
  /** How long the first joining is tried; default 15 s. */
  readonly timeoutMs?: number;
}

/** Hears of partitions, one call at a time. */
export interface GroupListener {
  /** They are this process's now. When it rejects, this process leaves the group, so that others get them, and joins again. */
  gained(partitions: readonly number[]): Promise<void>;
  /**
   * They are to be given up. Before anybody else gains them it is awaited, unless this process has not been heard of in time (it was paused,
   * or cut off): then others may have them already, and what is still to be committed must be refused by the state store's fence.
   */
  lost(partitions: readonly number[]): Promise<void>;
}

export interface JoinedGroup {
  /** Gives up all partitions (`lost` is awaited), then leaves: others gain them at once. */
  leave(): Promise<void>;
}

const SESSION_TIMEOUT_MS = 8_000;
const HAND_OVER_MS = 30_000;
const JOIN_WITHIN_MS = 15_000;
const PAUSE_MS = 300;
/** A group whose coordinator has gone has another within two sessions, and knows its members again; who has heard nothing by then gives up. */
const SILENT_SESSIONS = 2;

/** Joins a group. Resolves once this process is a member; rejects with VOLANO_LOG_UNREACHABLE when the brokers do not answer. It stays a member, through losses of connection too, until it leaves. */
export async function joinGroup(options: GroupOptions, listener: GroupListener): Promise<JoinedGroup> {
  const member = new Member(options, listener);
  try {
    await member.start(options.timeoutMs ?? JOIN_WITHIN_MS);
  } catch (error) {
    member.close();
    if (error instanceof TypeError || error instanceof RangeError) throw error;
    const { brokers, topic } = options;
    throw new VolanoError('VOLANO_LOG_UNREACHABLE', { brokers: brokers.join(', '), topic, reason: verbatim(reasonOf(error)) });
  }
  return { leave: () => member.leave() };
}

/** A call of the listener that failed. */
class ListenerFailed extends Error {}

class Member {
  readonly #listener: GroupListener;
  readonly #topic: KafkaTopic;
  readonly #coordinator: GroupCoordinator;
  readonly #silentMs: number;
  /** Resolves once this member is to leave. */
  readonly #left = Promise.withResolvers<'left'>();
  #leaving = false;
  #owned: readonly number[] = [];
  #membership: Membership | undefined;
  /** When a request that was answered was sent. */
  #heardAt = performance.now();
  #running: Promise<void> = Promise.resolve();

  constructor(options: GroupOptions, listener: GroupListener) {
    const { brokers, security, group, topic, sessionTimeoutMs = SESSION_TIMEOUT_MS, handOverMs = HAND_OVER_MS } = options;
    this.#listener = listener;
    this.#silentMs = SILENT_SESSIONS * sessionTimeoutMs;
    const cluster = new KafkaCluster({ brokers, security, patienceMs: sessionTimeoutMs });
    this.#topic = new KafkaTopic(cluster, topic);
    this.#coordinator = new GroupCoordinator({ cluster, security, group, topic, sessionTimeoutMs, handOverMs });
  }

  /** Becomes a member. */
  async start(timeoutMs: number): Promise<void> {
    const until = performance.now() + timeoutMs;
    for (;;) {
      try {
        const assigned = await this.#join();
        this.#running = this.#run(assigned);
        return;
      } catch (error) {
        const changing = this.#forgetIfExpelled(error) || kafkaCode(error) === KAFKA_CODE.rebalanceInProgress;
        if (performance.now() > until || !(changing || mayRetry(error))) throw error;
        await pause(PAUSE_MS);
      }
    }
  }

  async leave(): Promise<void> {
    this.#leaving = true;
    this.#left.resolve('left');
    // The others may take long to join; this member will not be among them.
    this.#coordinator.stopWaiting();
    await this.#running;
  }

  close(): void {
    this.#coordinator.close();
    this.#topic.cluster.close();
  }

  async #run(first: readonly number[]): Promise<void> {
    let assigned: readonly number[] | undefined = first;
    while (!this.#leaving) {
      try {
        await this.#stay(assigned ?? (await this.#join()));
      } catch (error) {
        await this.#recover(error);
      }
      assigned = undefined;
    }
    await this.#whileBeating(() => this.#giveUpAll());
    await this.#resign();
    this.close();
  }

  /** Partitions that the group has for this member, who is one of it then. */
  async #join(): Promise<readonly number[]> {
    const joined = await this.#coordinator.join(this.#membership, this.#owned);
    this.#membership = joined.membership;
    const assignment = joined.members && assignPartitions((await this.#topic.partitions()) ?? 0, joined.members);
    return await this.#heard(() => this.#coordinator.sync(joined.membership, assignment));
  }

  async #heard<Answer>(request: () => Promise<Answer>): Promise<Answer> {
    const askedAt = performance.now();
    const answer = await request();
    this.#heardAt = askedAt;
    return answer;
  }

  /** Takes what is assigned, and stays until the group changes or this member leaves. */
  async #stay(assigned: readonly number[]): Promise<void> {
    const word = await this.#whileBeating(async (heartbeats) => {
      const revoked = this.#owned.filter((partition) => !assigned.includes(partition));
      const added = assigned.filter((partition) => !this.#owned.includes(partition));
      if (revoked.length > 0) await this.#giveUp(revoked);
      if (added.length > 0) await this.#gain(added);
      // What was given up is free for others once this member joins again without it.
      return revoked.length > 0 ? 'changing' : await Promise.race([heartbeats.word, this.#left.promise]);
    });
    if (word !== 'expelled') return;
    await this.#giveUpAll();
    // Most often the group does not know this member any more; if it does, it need not wait for it.
    await this.#resign();
  }

  async #gain(partitions: readonly number[]): Promise<void> {
    this.#owned = [...this.#owned, ...partitions].sort((a, b) => a - b);
    try {
      await this.#listener.gained(partitions);
    } catch (cause) {
      await this.#giveUpAll();
      throw new ListenerFailed('gained', { cause });
    }
  }

  async #whileBeating<Result>(work: (heartbeats: Heartbeats) => Promise<Result>): Promise<Result> {
    const membership = this.#membership;
    const beat = async (): Promise<void> => {
      if (membership) await this.#heard(() => this.#coordinator.heartbeat(membership));
    };
    const heartbeats = new Heartbeats({ beat, silentMs: this.#silentMs });
    try {
      return await work(heartbeats);
    } finally {
      await heartbeats.stop();
    }
  }

  async #recover(error: unknown): Promise<void> {
    if (error instanceof ListenerFailed) await this.#resign();
    else if (this.#forgetIfExpelled(error) || performance.now() - this.#heardAt > this.#silentMs) await this.#giveUpAll();
    if (kafkaCode(error) !== KAFKA_CODE.rebalanceInProgress) await Promise.race([pause(PAUSE_MS), this.#left.promise]);
  }

  #forgetIfExpelled(error: unknown): boolean {
    if (!EXPELLED_CODES.includes(kafkaCode(error) ?? 0)) return false;
    this.#membership = undefined;
    return true;
  }

  async #giveUpAll(): Promise<void> {
    if (this.#owned.length > 0) await this.#giveUp(this.#owned);
  }

  async #giveUp(partitions: readonly number[]): Promise<void> {
    // Whatever becomes of the call, they are not this member's any more: the state store's fence holds back what it has not finished.
    await this.#listener.lost(partitions).catch(() => {});
    this.#owned = this.#owned.filter((partition) => !partitions.includes(partition));
  }

  async #resign(): Promise<void> {
    const membership = this.#membership;
    this.#membership = undefined;
    if (membership) await this.#coordinator.leave(membership).catch(() => {});
  }
}
