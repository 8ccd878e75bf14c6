/** The running product: its HTTP server, and what the command line and the demo ask of it. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import {
  type CaptureReader,
  createInboxDesk,
  createInboxTokens,
  type InboxDesk,
  type LetterReader,
  type Redelivered,
  type Redelivery,
} from '../act/index.ts';
import { decodeEntry, segmentsOf, tagsOf } from '../core/index.ts';
import type { Project } from '../define/index.ts';
import type { Report } from '../learn/index.ts';
import type { Warehouse } from '../port/warehouse/index.ts';
import { type ReleaseStanding, standingOf } from './backfill/index.ts';
import type { BackupDesk } from './backup/index.ts';
import { BroadcastDesk } from './broadcast/index.ts';
import type { Changes } from './changes/index.ts';
import { type ChannelStanding, channelList } from './channel-list.ts';
import type { Role } from './config/index.ts';
import type { ContentApprovals } from './content/index.ts';
import { DictionaryDesk } from './dictionary-desk.ts';
import { Duties } from './duties.ts';
import { endedWithin } from './ended-within.ts';
import { byPartition } from './engine/index.ts';
import { type ExplainQuestion, type Explanation, explain } from './explain/index.ts';
import type { ChannelRoute, LoggedEntry, Measures, MessagePage, Profile, ProfileLookup, TraceStep, VisitorKey } from './figures.ts';
import { IdentityPreviews } from './identity-preview.ts';
import type { LiveCustomer } from './live-customer.ts';
import type { DataScope, MembersRoom } from './members/index.ts';
import { refreshModels } from './models.ts';
import { builtInShelf, PlaybookDesk } from './playbook/index.ts';
import type { NextRelease } from './project/index.ts';
import type { QualityDesk } from './quality/index.ts';
import type { QuarantineDesk } from './quarantine-desk.ts';
import { Questions } from './questions.ts';
import { idsOfPerson, type Reader, readCustomers } from './reading.ts';
import type { Releases, Said } from './releases.ts';
import { reportOf } from './report.ts';
import type { RunningParts } from './running-parts.ts';
import { createServer } from './server.ts';
import { handedOver, settled } from './settled.ts';
import type { TestSender } from './test-send.ts';
import { latestSteps, type MessageSlice, messagesOf, stepsOf } from './traces.ts';
import {
  Bindings,
  type IdentityHistory,
  Unmerges,
  type UnmergesDone,
  type UnmergesPreviewed,
  type UnmergeTarget,
} from './unmerge/index.ts';

const PARTITION = 0;
/** How long the end waits for the warehouse. */
const FLUSH_MS_MAX = 3_000;

/** The product while it runs, from `startApp` until `close`. */
export class Running {
  /** What is known of customers, and would be. */
  readonly questions: Questions;
  readonly #parts: RunningParts;
  readonly #server: FastifyInstance;
  readonly #inbox: InboxDesk;
  readonly #unmerges: Unmerges;
  /** Identifiers that staff binds to profiles, and takes out of them. */
  readonly bindings: Bindings;
  /** What other identity rules would make of the history. */
  readonly identityPreviews: IdentityPreviews;
  /** One message to a segment at one time. */
  readonly broadcasts: BroadcastDesk;
  /** Practices that a project may take. */
  readonly playbooks: PlaybookDesk;
  readonly #duties: Duties;

  static async listen(parts: RunningParts): Promise<Running> {
    const { host = '127.0.0.1', port } = parts.options;
    const server = createServer();
    if (parts.installation.does('gateway')) {
      await server.register(parts.door.plugin);
      await server.register(parts.returns);
    }
    const running = new Running(parts, server);
    await Promise.all([running.questions.tags.follow(), parts.options.faces?.(server, running)]);
    await server.listen({ host, port });
    await parts.installation.takeUp(running.#duties);
    return running;
  }

  private constructor(parts: RunningParts, server: FastifyInstance) {
    this.#parts = parts;
    this.questions = new Questions({ ...parts, partition: PARTITION });
    this.#server = server;
    this.#duties = new Duties({ ...parts, refreshModels: () => this.refreshModels() });
    const { inbox, linkKeys, appender, state, changes, releases } = parts;
    const review = (project: Project) => this.questions.review(project);
    this.broadcasts = new BroadcastDesk({ releases: () => releases.list, changes, review, now: Date.now });
    this.playbooks = new PlaybookDesk({ shelf: builtInShelf(), releases: () => releases.list, changes });
    const identities = { ...parts, partition: PARTITION, plan: () => parts.releases.plan };
    this.#unmerges = new Unmerges(identities);
    this.bindings = new Bindings(identities);
    this.identityPreviews = new IdentityPreviews({ ...parts, partition: PARTITION, plan: () => parts.releases.plan });
    this.#inbox = createInboxDesk({
      inbox,
      tokens: createInboxTokens(linkKeys),
      append: (events) => appender.entries(events),
      idsOf: (customer) => idsOfPerson({ state }, customer),
      now: Date.now,
    });
  }

  /** Once it listens. */
  get url(): string {
    const { host = '127.0.0.1' } = this.#parts.options;
    const { port } = (this.#server.server as Server).address() as AddressInfo;
    return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  }

  /** Write key of the first source. */
  get writeKey(): string {
    return this.#parts.sources[0]!.writeKey;
  }

  /** Who may use the installation, and what they did. */
  get members(): MembersRoom {
    return this.#parts.members;
  }

  /** Definitions as somebody left them, not released yet. */
  get contentApprovals(): ContentApprovals {
    return this.#parts.contentApprovals;
  }

  get changes(): Changes {
    return this.#parts.changes;
  }

  /** Opens the API to commands on this machine while the process lives; they find it in the data folder. */
  get machineToken(): string {
    return this.#parts.machineToken.secret;
  }

  /** Whether this process does so much of the loop. */
  does(role: Role): boolean {
    return this.#parts.installation.does(role);
  }

  get warehouse(): Warehouse {
    return this.#parts.warehouse;
  }

  get releases(): Releases {
    return this.#parts.releases;
  }

  /** Figures by name, as the engine's last commit has them. */
  counters(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#parts.engine.status.counters);
  }

  async applyProject(project: Project, note?: string, said?: Said): Promise<NextRelease> {
    const made = await this.#parts.releases.apply(project, note, said);
    if (made.changes.length > 0) this.#parts.checkChannels();
    await Promise.all([this.questions.tags.follow(), this.#parts.changes.settle()]);
    return made;
  }

  /** Waits for engine and sink, computes the edges of all scores in the warehouse, appends them to the log, and has everybody scored anew. */
  refreshModels(): Promise<void> {
    return refreshModels(this.#parts);
  }

  /** In event time: time reaches this instant, and every wake-up due by then runs. */
  async advanceTo(at: number): Promise<void> {
    await this.#parts.replayed.passTo(at);
  }

  /**
   * Ends the replay: from here on the wall clock counts, for good. Time reaches the present, what fell due since the last event runs, and
   * then time goes on by itself. Resolves when the engine has come that far; without a replay nothing happens.
   */
  async goLive(): Promise<void> {
    const { mode, appender, engine, quality } = this.#parts;
    if (!mode.replay) return;
    await quality.watch({ silently: true });
    mode.goLive();
    const [tick] = await appender.entries([{ type: 'tick' }]);
    await engine.reached(tick!);
    this.#duties.followTheClock();
  }

  /** Resolves when at most so many entries of the log wait for the engine: a replay goes at the engine's speed, not at the door's. */
  keepUp(waitingMax: number): Promise<void> {
    return this.#parts.engine.caughtUp(waitingMax);
  }

  /** Resolves when the engine has taken the (first) log up to this position, and the messages that it led to are handed over. Rejects as `settle` does. */
  handedOver(position: number): Promise<void> {
    return handedOver(this.#parts, position);
  }

  /** How far the log is, and what time it is there. */
  get logged(): { readonly position: number; readonly at: number } {
    const { appender } = this.#parts;
    return { position: appender.end, at: appender.time };
  }

  /**
   * Resolves when engine, delivery and sink have caught up with the log, and with what that led to. Rejects with VOLANO_DELIVERY_UNSETTLED when a
   * channel takes none of the messages for so long; default: a minute.
   */
  async settle(patienceMs?: number): Promise<void> {
    const { engine, sink } = this.#parts;
    await settled(this.#parts, patienceMs);
    await sink.flush(engine.status.seq);
  }

  async *customers(): AsyncGenerator<LiveCustomer> {
    for await (const { id, identifiers, traits, customer } of readCustomers(readerOf(this.#parts)))
      yield { id, identifiers, traits, tags: tagsOf(customer.known), segments: segmentsOf(customer.known) };
  }

  /** Which definitions of the latest release are in force, and what the others wait for. */
  standing(): ReleaseStanding {
    const { releases, engine, appender, sink, backfills, options } = this.#parts;
    const { durable, sunk } = sink.status();
    return standingOf({
      releases: releases.list,
      plan: releases.plan,
      engine: engine.status,
      progress: backfills.progress,
      lag: { entries: Math.max(0, appender.end - engine.status.position), rows: durable - sunk },
      isBrought: options.offline !== true,
    });
  }

  measures(): Promise<Measures> {
    return this.#parts.measures();
  }

  /** As the warehouse has it now; of a data scope, of its customers alone. */
  report(scope?: DataScope): Promise<Report> {
    return reportOf(this.#parts, { questions: this.questions, scope });
  }

  /** Its copies in a folder. */
  get backups(): BackupDesk {
    return this.#parts.backups;
  }

  /** Where messages go, by channel. */
  get routes(): readonly ChannelRoute[] {
    return this.#parts.routes();
  }

  /** Channels at a glance. */
  channels(): readonly ChannelStanding[] {
    const { routes, releases, delivery, credentialsOf } = this.#parts;
    return channelList({ routes, definitionOf: (id) => releases.channel(id), states: () => delivery.state().channels, credentialsOf });
  }

  /** Tries channels out, and templates in them. */
  get testSends(): TestSender {
    return this.#parts.testSends;
  }

  /** What customers see and do in the in-app inbox. */
  get inbox(): InboxDesk {
    return this.#inbox;
  }

  /** Messages that failed for good. */
  get deadLetters(): LetterReader {
    return this.#parts.delivery.deadLetters;
  }

  redeliver(redelivery: Redelivery): Promise<Redelivered> {
    return this.#parts.delivery.redeliver(redelivery);
  }

  get outbox(): CaptureReader {
    return this.#parts.capture;
  }

  profileOf(lookup: ProfileLookup): Promise<Profile | undefined> {
    return this.questions.profileOf(lookup);
  }

  /**
   * Why a customer got a message, and why not another. Waits for the warehouse to have what the engine has concluded by now. Rejects with
   * VOLANO_RESOURCE_UNKNOWN when there is no such customer, message or journey.
   */
  explain(question: ExplainQuestion): Promise<Explanation> {
    const { warehouse, releases, sink, engine } = this.#parts;
    return explain(
      {
        warehouse,
        reader: readerOf(this.#parts),
        position: () => engine.status.position,
        catchUp: () => sink.flush(engine.status.seq),
        journeyName: (journey) => releases.journeyText(journey),
        firstRelease: (journey) => releases.firstWith(journey),
        rolloutStanding: (release, rollout) => engine.status.effects.get(release)?.rollouts?.[rollout],
      },
      question,
    );
  }

  /** What the first partition of the log has at these positions; undefined where it has nothing. */
  async entriesAt(positions: readonly number[]): Promise<readonly (LoggedEntry | undefined)[]> {
    const records = await this.#parts.log.get(0, positions);
    return records.map((record) => record && { at: record.at, entry: decodeEntry(record.value) });
  }

  latestSteps(limit: number): Promise<readonly TraceStep[]> {
    const { warehouse, engine } = this.#parts;
    const seqs = byPartition(engine.status).map(({ seq }) => seq);
    return latestSteps(warehouse, seqs, limit);
  }

  stepsOf(customers: readonly string[], limit: number): Promise<readonly TraceStep[]> {
    return stepsOf(this.#parts.warehouse, customers, limit);
  }

  /** The latest messages that were decided about these customers, through whichever channel, newest first. */
  async messagesOf(customers: readonly string[], slice: MessageSlice): Promise<MessagePage> {
    const carriers = new Map(this.routes.map(({ channel, carrier }) => [channel, carrier]));
    const { messages, ...next } = await messagesOf(this.#parts.warehouse, customers, slice);
    return { messages: messages.map((state) => ({ ...state, carrier: carriers.get(state.channel) ?? 'capture' })), ...next };
  }

  /** Which entry linked each identifier of a customer, and which caused each of its merges. Undefined when there is no such customer. */
  identityHistory(lookup: ProfileLookup): Promise<IdentityHistory | undefined> {
    return this.#unmerges.history(lookup);
  }

  /** What undoing merges would come to. Rejects with VOLANO_RESOURCE_UNKNOWN, VOLANO_MERGE_UNKNOWN or VOLANO_UNMERGE_PREPARING. */
  previewUnmerge(target: UnmergeTarget): Promise<UnmergesPreviewed> {
    return this.#unmerges.preview(target);
  }

  /** Undoes them, of at most `max` profiles; the answer says how many are left. Rejects as `previewUnmerge` does. */
  unmerge(target: UnmergeTarget, options: { readonly by: string; readonly max: number }): Promise<UnmergesDone> {
    return this.#unmerges.run(target, options);
  }

  /** What the door refused: to be looked at, corrected and replayed. */
  get quarantine(): QuarantineDesk {
    return this.#parts.quarantineDesk;
  }

  /** The data dictionary against what has come. */
  get dictionary(): DictionaryDesk {
    return new DictionaryDesk(this.#parts.warehouse);
  }

  /** The quality of the data. */
  get quality(): QualityDesk {
    return this.#parts.quality;
  }

  /** For calls in the name of a visitor, made by hand in the console. Valid while the process lives. */
  get visitorKey(): VisitorKey {
    return this.#parts.visitorKey;
  }

  async close(): Promise<void> {
    const { installation, admission, delivery, engine, quality, sink, capture, inbox, quarantine, state, log, warehouse } = this.#parts;
    const { pastRead } = await installation.layDown(this.#duties);
    // Held answers are written before their connections are closed.
    admission.close();
    await nextTurn();
    await endedWithin(this.#server.close(), () => engine.stop());
    await delivery.stop();
    await engine.stop();
    await Promise.all([pastRead, quality.close()]);
    // Rows that wait for company go now; a warehouse that fails holds up nothing, the next start copies them.
    const flushed = sink.flush(engine.status.seq).catch(() => undefined);
    await Promise.race([flushed, sleep(FLUSH_MS_MAX, undefined, { ref: false })]);
    await sink.stop();
    await capture.close?.();
    await inbox.close();
    const { papers, members, changes, writeKeys } = this.#parts;
    for (const desk of [papers, members, changes, writeKeys]) await desk.close();
    this.#parts.machineToken.remove();
    await quarantine.close();
    await state.close();
    await log.close();
    await warehouse.close();
  }
}

function readerOf({ state, releases, appender }: RunningParts): Reader {
  return { state, plan: () => releases.plan, now: () => appender.time };
}
