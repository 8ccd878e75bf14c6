/**
 * The whole loop on one screen: sense appends to the log, the engine (a thread of its own) knows, decides and guards, delivery acts, the sink
 * and its warehouse learn, and what comes of it returns to the log.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import {
  CAPTURE_DESK,
  type Channel,
  createRenderer,
  createTracker,
  type DeliveryOptions,
  INBOX_DESK,
  LETTERS_DESK,
  loadLinkKeys,
  openCapture,
  openDeadLetters,
  openInbox,
  type Tracker,
} from '../act/index.ts';
import type { SendCommand } from '../core/index.ts';
import type { Warehouse } from '../port/warehouse/index.ts';
import { createDoor, createReplayer, createReturns, openQuarantine, openSharedQuarantine, QUARANTINE_DESK } from '../sense/index.ts';
import { Admission } from './admission.ts';
import { assertRestored, BackupDesk, sweepCopies } from './backup/index.ts';
import { CHANGES_DESK, Changes } from './changes/index.ts';
import { type ChannelCredential, type ChannelPlan, channelRoutes, loadChannels, undefinedChannels } from './channels.ts';
import { type ClusterOptions, clustered } from './cluster/index.ts';
import { keepCompiled } from './compiled.ts';
import { makeMachineToken } from './config/index.ts';
import { ContentApprovals } from './content/index.ts';
import { openPapers } from './desks.ts';
import { DiagnosisDesk } from './diagnosis/index.ts';
import { embedded } from './embedded.ts';
import { type Failpoint, failpointOf } from './engine/index.ts';
import type { ChannelRoute } from './figures.ts';
import { freeAddress } from './free-address.ts';
import { tuneHeap } from './heap.ts';
import type { Installation, Knowing, Learning } from './installation.ts';
import { createMeasures } from './measures.ts';
import { MEMBERS_DESK, openMembers } from './members/index.ts';
import { assertSettled } from './migrate/index.ts';
import { openNotifier, QualityDesk, QualityWatch } from './quality/index.ts';
import { QuarantineDesk, takenMessages } from './quarantine-desk.ts';
import type { Releases } from './releases.ts';
import { Replayed } from './replayed.ts';
import { createMessageLookup } from './returning.ts';
import { RolloutDesk } from './rollout/index.ts';
import { Running } from './running.ts';
import type { RunningParts } from './running-parts.ts';
import { loadSources, makeVisitorKey, openWriteKeys, WRITE_KEYS_DESK } from './sources/index.ts';
import { createStillGo } from './still-go.ts';
import { TestSender } from './test-send.ts';
import { createWording } from './wording.ts';

/** Where the product lives and listens. */
export interface AppOptions {
  /** Everything lies in here: log, state, warehouse, captured messages, quarantine. Created when missing. */
  readonly directory: string;
  readonly host?: string;
  /** 0: any free one. */
  readonly port: number;
  /** Where customers reach this installation, for the links in messages; default: where it listens. */
  readonly publicUrl?: string;
  /** Opened for as long as a command takes: time goes on by nobody, and nothing is handed over. */
  readonly offline?: boolean;
  /** Replays history: time is that of the events, which must lie in the range. */
  readonly eventTime?: { readonly from: number; readonly to: number };
  /** Adds what people and programs reach over HTTP beside the door, before the server listens. */
  readonly faces?: (server: FastifyInstance, running: Running) => Promise<void>;
  /** Where references to secrets, and what overrides files, are looked up; default: the process's own. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Instead of the warehouse in the data directory. */
  readonly openWarehouse?: () => Promise<Warehouse>;
  /** On many machines: what this process stands on, and what it does. Default: everything in the data directory, and all of it. */
  readonly cluster?: ClusterOptions;
  /** How long entries of the log are kept, ms, at least: snapshots of the state take their place. Absent: for good. */
  readonly retentionMs?: number;
  readonly commitMax?: number;
  readonly cacheMax?: number;
}

/** A replay of the quarantine leaves at most so many entries for the engine. */
const WAITING_MAX = 2_000;

/** Starts the product on a data directory. Rejects with VOLANO_LOG_LOCKED and others of kind `configuration`. */
export async function startApp(options: AppOptions): Promise<Running> {
  const { directory, eventTime, environment = process.env } = options;
  tuneHeap();
  keepCompiled();
  // What lies in it is about people: nobody else on the machine reads it.
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const plan = await loadChannels(directory, environment);
  const address = await freeAddress(options);
  const failpoint = failpointOf(process.env);
  const installation = options.cluster ? clustered(options, options.cluster, failpoint) : embedded(options, failpoint);
  const { desks } = installation;
  const papers = await openPapers(desks, directory);
  await assertRestored(papers);
  await assertSettled(papers);
  const members = openMembers({ desk: await desks.open(MEMBERS_DESK), now: Date.now });
  const linkKeys = await loadLinkKeys(papers, environment);
  const inbox = openInbox({ desk: await desks.open(INBOX_DESK), shared: desks.shared, now: Date.now });
  // A replay of history contacts nobody.
  const open = () => (eventTime ? [] : plan.open({ now: Date.now, inbox }));
  // Who hands nothing over needs no secrets of providers.
  const channels = installation.does('delivery') ? openedFirst(open) : open;
  const knowing = await installation.openKnowing();
  await sweepCopies(directory);
  const { mode } = knowing;
  const tracker = createTracker({
    keys: linkKeys,
    publicUrl: options.publicUrl ?? address.url,
    // The clock of a replayed history has run ahead of what was decided.
    now: ({ at }) => (mode.replay ? at : Date.now()),
  });
  const learning = await installation.openLearning(knowing);
  const acting = await openActing(options, { ...knowing, installation, channels, tracker }, failpoint);
  const checkChannels = (): void => warnAbout(plan, knowing.releases);
  for (const { message } of plan.warnings) process.emitWarning(message);
  checkChannels();
  installation.connect({ ...knowing, ...learning, ...acting });
  const isEventTime = (): boolean => mode.replay !== undefined;
  const replayed: Replayed = new Replayed({ ...knowing, ...acting, isEventTime, desk: () => quality });
  const sensing = await openSensing({ directory, environment, papers, desks }, { ...knowing, ...learning, replayed });
  const backfills = installation.openBackfills({ ...knowing, ...learning, isEventTime });
  const routes = (): readonly ChannelRoute[] => channelRoutes(eventTime ? [] : plan.routes, knowing.releases.channelIds);
  const returns = openReturns({ ...knowing, ...learning, channels: plan, tracker });
  const testSends = new TestSender({
    routes,
    definitionOf: (id) => knowing.releases.channel(id),
    open: (id) => (eventTime ? undefined : plan.openOne(id, { now: Date.now, inbox })),
    now: Date.now,
  });
  const credentialsOf = (id: string): readonly ChannelCredential[] => plan.credentials(id);
  const around = { replayed, returns, inbox, papers, linkKeys, routes, testSends, credentialsOf, checkChannels, backfills };
  const loop = { ...knowing, ...learning, ...acting, ...sensing, ...around };
  const watch = new QualityWatch({ ...loop, isEventTime });
  const notifier = await openNotifier({ ...learning, directory, papers, environment, now: Date.now, onError: warn });
  const measures = createMeasures({ ...loop, quality: watch, directory, isEventTime, now: Date.now });
  await installation.begin(knowing);
  const onError = (error: unknown): void => process.emitWarning(error instanceof Error ? error : String(error));
  const lookers = { diagnosis: new DiagnosisDesk(loop), rollouts: new RolloutDesk(loop) };
  const quality: QualityDesk = new QualityDesk({ watch, notifier, ...lookers }, onError);
  const backups = new BackupDesk(installation.backups({ ...knowing, ...learning }));
  const desk = { desk: await desks.open(CHANGES_DESK), releases: () => knowing.releases.list, now: Date.now };
  const changes = new Changes(desk);
  const own = {
    members,
    changes,
    contentApprovals: new ContentApprovals({ ...desk, changes }),
    machineToken: makeMachineToken(directory, options),
  };
  return Running.listen({ ...loop, ...own, installation, quality, backups, options: { ...options, port: address.port }, measures });
}

/** What is wrong with the first is said before anything else is opened. */
function openedFirst<Opened>(open: () => Opened): () => Opened {
  let first: { readonly opened: Opened } | undefined = { opened: open() };
  return () => {
    const { opened } = first ?? { opened: open() };
    first = undefined;
    return opened;
  };
}

function warn(problem: string): void {
  process.emitWarning(problem);
}

type ActingParts = Knowing & {
  readonly installation: Installation;
  readonly channels: () => readonly Channel[];
  readonly tracker: Tracker;
};
type Acting = Pick<RunningParts, 'capture' | 'delivery'>;
type Sensing = Pick<RunningParts, 'quarantine' | 'quarantineDesk' | 'sources' | 'writeKeys' | 'visitorKey' | 'admission' | 'door'>;

/** Delivery over the channels there are. */
async function openActing(
  { eventTime }: AppOptions,
  { mode, state, releases, appender, engine, ended, installation, channels, tracker }: ActingParts,
  failpoint: Failpoint,
): Promise<Acting> {
  const capture = openCapture({ desk: await installation.desks.open(CAPTURE_DESK), now: Date.now });
  const delivery: Omit<DeliveryOptions, 'channels'> = {
    state,
    ended,
    letters: openDeadLetters({ desk: await installation.desks.open(LETTERS_DESK), shared: installation.desks.shared }),
    fallback: capture,
    definitionOf: (id) => releases.channel(id),
    renderer: createRenderer({
      templateOf: (id, version) => releases.template(id, version),
      timeZone: () => releases.plan.zone,
      words: createWording(() => releases.list),
    }),
    tracker,
    mayStillGo: createStillGo({ state, plan: () => releases.plan }),
    campaignOf: (journey) => releases.journeyName(journey),
    append: (entries) => appender.entries(entries),
    caughtUp: () => engine.caughtUp(),
    clock: () => appender.time,
    // The clock of a replayed history runs ahead of us: by it messages would be too late or in the night that were decided a moment ago.
    ...(eventTime && { timeOf: ({ at }: SendCommand) => (mode.replay ? at : appender.time) }),
    now: Date.now,
    random: Math.random,
    failpoint,
  };
  return { capture, delivery: await installation.openDelivery(delivery, channels) };
}

/** What customers do with messages, and what providers say of them, on its way into the log. */
function openReturns({
  appender,
  engine,
  state,
  warehouse,
  sink,
  releases,
  channels,
  tracker,
}: Knowing & Learning & { readonly channels: ChannelPlan; readonly tracker: Tracker }): RunningParts['returns'] {
  return createReturns({
    open: (token) => tracker.open(token),
    append: (events) => appender.entries(events),
    now: () => appender.time,
    wall: Date.now,
    ...createMessageLookup({
      warehouse,
      state,
      definitionOf: (id) => releases.channel(id),
      catchUp: () => sink.flush(engine.status.seq),
    }),
    secretOf: (channel) => channels.returnsSecret(channel),
    purposeName: (purpose) => releases.purposeName(purpose),
  });
}

/** A configured channel that no release defines stops nothing. Before the first release none is defined, which says nothing. */
function warnAbout(plan: ChannelPlan, releases: Releases): void {
  const odd = releases.list.length === 0 ? [] : undefinedChannels(plan, (id) => releases.channel(id) !== undefined);
  for (const { message } of odd) process.emitWarning(message);
}

/** The door, whose keys are those of the sources. */
async function openSensing(
  {
    directory,
    environment,
    papers,
    desks,
  }: Required<Pick<AppOptions, 'directory' | 'environment'>> & Pick<RunningParts, 'papers'> & Pick<Installation, 'desks'>,
  behind: Pick<RunningParts, 'mode' | 'arrivals' | 'appender' | 'replayed' | 'engine' | 'sink' | 'warehouse' | 'releases'>,
): Promise<Sensing> {
  const quarantine = desks.shared
    ? openSharedQuarantine({ desk: await desks.open(QUARANTINE_DESK) })
    : await openQuarantine({ path: join(directory, 'quarantine') });
  const { mode, arrivals, appender, replayed, engine, releases, warehouse } = behind;
  const replayer = createReplayer({
    quarantine,
    append: (calls) => replayed.calls(calls),
    logEnds: () => appender.arrived,
    readLog: (partition, { after, limit }) => arrivals.read(partition, after, limit),
    taken: takenMessages(behind),
    keepUp: () => engine.caughtUp(WAITING_MAX),
    now: Date.now,
    dictionary: () => releases.dictionary,
    eventTime: () => mode.replay,
  });
  const recovered = replayer.recover();
  // Another process of a cluster may be about it: then that one sees to it.
  if (desks.shared) recovered.catch(warn);
  else await recovered;
  const quarantineDesk = new QuarantineDesk(quarantine, replayer, warehouse);
  const configured = await loadSources(papers, environment);
  const visitorKey = makeVisitorKey();
  const own = { id: visitorKey.source, writeKey: visitorKey.writeKey };
  const writeKeys = await openWriteKeys({ desk: await desks.open(WRITE_KEYS_DESK), shared: desks.shared, configured, own, now: Date.now });
  const admission = new Admission(behind);
  const door = createDoor({
    append: (calls) => replayed.calls(calls),
    sourceOf: (key) => writeKeys.sourceOf(key),
    hasEnded: (key) => writeKeys.hasEnded(key),
    used: (key, calls) => writeKeys.used(key, calls),
    quarantine,
    now: Date.now,
    admission: (source) => admission.refusal(source),
    begin: (source, calls) => admission.begin(source, calls),
    hold: (source, accepted) => admission.hold(source, accepted),
    get eventTime() {
      return mode.replay;
    },
    get dictionary() {
      return releases.dictionary;
    },
  });
  return { quarantine, quarantineDesk, sources: configured.sources, writeKeys, visitorKey, admission, door };
}
