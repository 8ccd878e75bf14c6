/** The requests of a group's member to the broker that coordinates it. Members say what they have, and are told what they shall have, in the format of all Kafka consumers. */
import {
  type Broker,
  type Connection,
  decodeConsumerProtocolAssignment,
  decodeConsumerProtocolSubscription,
  encodeConsumerProtocolAssignment,
  encodeConsumerProtocolSubscription,
  findCoordinatorV4,
  heartbeatV4,
  joinGroupV9,
  leaveGroupV5,
  syncGroupV5,
} from '@platformatic/kafka';
import type { GroupMember } from './kafka-assignment.ts';
import type { KafkaCluster } from './kafka-cluster.ts';
import { KafkaConnections, type KafkaSecurity } from './kafka-connections.ts';
import { KAFKA_CODE, kafkaCode } from './kafka-errors.ts';

export interface GroupCoordinatorOptions {
  readonly cluster: KafkaCluster;
  readonly security: KafkaSecurity | undefined;
  readonly group: string;
  readonly topic: string;
  readonly sessionTimeoutMs: number;
  readonly handOverMs: number;
}

/** A member in one generation of its group. */
export interface Membership {
  readonly id: string;
  readonly generation: number;
}

export interface Joined {
  readonly membership: Membership;
  /** Of all members, for the one of them that assigns. */
  readonly members: readonly GroupMember[] | undefined;
}

const COORDINATOR_OF_GROUPS = 0;
const PROTOCOL_TYPE = 'consumer';
const PROTOCOL = 'cooperative-sticky';
/** Members say what they have from this version on. */
const PROTOCOL_VERSION = 1;
/** The answer comes this much later than the last member's, at most. */
const MARGIN_MS = 5_000;

export class GroupCoordinator {
  readonly #options: GroupCoordinatorOptions;
  /** Joining waits for all members. */
  readonly #waiting: KafkaConnections;
  readonly #prompt: KafkaConnections;
  #broker: Broker | undefined;

  constructor(options: GroupCoordinatorOptions) {
    const { security, handOverMs, sessionTimeoutMs } = options;
    this.#options = options;
    this.#waiting = new KafkaConnections({ security, requestTimeoutMs: handOverMs + MARGIN_MS });
    this.#prompt = new KafkaConnections({ security, requestTimeoutMs: Math.ceil(sessionTimeoutMs / 3) });
  }

  /** Joins with what this member has. Answers when all members have, or have been given up. */
  async join(membership: Membership | undefined, owned: readonly number[]): Promise<Joined> {
    const { group, topic, sessionTimeoutMs, handOverMs } = this.#options;
    const ownedPartitions = [{ topic, partitions: [...owned] }];
    const metadata = encodeConsumerProtocolSubscription({ version: PROTOCOL_VERSION, topics: [topic], ownedPartitions });
    const protocols = [{ name: PROTOCOL, metadata }];
    const request = (id: string): Promise<joinGroupV9.JoinGroupResponse> =>
      this.#ask(this.#waiting, (connection) =>
        joinGroupV9.api.async(connection, group, sessionTimeoutMs, handOverMs, id, null, PROTOCOL_TYPE, protocols, null),
      );
    const answer = await request(membership?.id ?? '').catch((error: unknown) => {
      // A new member is told its id first.
      if (kafkaCode(error) !== KAFKA_CODE.memberIdRequired) throw error;
      return request((error as { response: joinGroupV9.JoinGroupResponse }).response.memberId);
    });
    const joined = { id: answer.memberId, generation: answer.generationId };
    return {
      membership: joined,
      members: answer.leader === answer.memberId ? answer.members.map((member) => this.#memberOf(member)) : undefined,
    };
  }

  /** Partitions of this member, ascending; whoever assigns hands in everybody's. */
  async sync({ id, generation }: Membership, assignment: ReadonlyMap<string, readonly number[]> | undefined): Promise<readonly number[]> {
    const { group, topic } = this.#options;
    const assignments = [...(assignment ?? [])].map(([memberId, partitions]) => ({
      memberId,
      assignment: encodeConsumerProtocolAssignment({
        version: PROTOCOL_VERSION,
        assignedPartitions: [{ topic, partitions: [...partitions] }],
      }),
    }));
    const answer = await this.#ask(this.#waiting, (connection) =>
      syncGroupV5.api.async(connection, group, generation, id, null, PROTOCOL_TYPE, PROTOCOL, assignments),
    );
    const { assignedPartitions } = decodeConsumerProtocolAssignment(answer.assignment);
    return partitionsOf(topic, assignedPartitions);
  }

  async heartbeat({ id, generation }: Membership): Promise<void> {
    await this.#ask(this.#prompt, (connection) => heartbeatV4.api.async(connection, this.#options.group, generation, id, null));
  }

  async leave({ id }: Membership): Promise<void> {
    await this.#ask(this.#prompt, (connection) => leaveGroupV5.api.async(connection, this.#options.group, [{ memberId: id }]));
  }

  /** Ends a join that is under way. Nothing is joined any more. */
  stopWaiting(): void {
    this.#waiting.close();
  }

  close(): void {
    this.#waiting.close();
    this.#prompt.close();
  }

  #memberOf({ memberId, metadata }: joinGroupV9.JoinGroupResponseMember): GroupMember {
    const { ownedPartitions } = decodeConsumerProtocolSubscription(metadata);
    return { id: memberId, owned: partitionsOf(this.#options.topic, ownedPartitions) };
  }

  async #ask<Answer>(connections: KafkaConnections, request: (connection: Connection) => Promise<Answer>): Promise<Answer> {
    this.#broker ??= await this.#find();
    try {
      return await connections.use(this.#broker, request);
    } catch (error) {
      if (!MEMBERSHIP_CODES.includes(kafkaCode(error) ?? 0)) this.#broker = undefined;
      throw error;
    }
  }

  async #find(): Promise<Broker> {
    const { cluster, group } = this.#options;
    const found = await cluster.ask((connection) => findCoordinatorV4.api.async(connection, COORDINATOR_OF_GROUPS, [group]));
    const { host, port } = found.coordinators[0]!;
    return { host, port };
  }
}

/** Answers of the coordinator about the member, which is thereby shown to be the right one. */
const MEMBERSHIP_CODES: readonly number[] = [
  KAFKA_CODE.illegalGeneration,
  KAFKA_CODE.unknownMember,
  KAFKA_CODE.rebalanceInProgress,
  KAFKA_CODE.memberIdRequired,
];

function partitionsOf(
  topic: string,
  all: readonly { readonly topic: string; readonly partitions: readonly number[] }[],
): readonly number[] {
  return all.flatMap((each) => (each.topic === topic ? each.partitions : [])).sort((a, b) => a - b);
}
