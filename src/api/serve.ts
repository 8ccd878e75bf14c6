/** The API of a running product. */
import type { FastifyInstance } from 'fastify';
import { RehearsalDesk, SimulationDesk } from '../rehearse/index.ts';
import { type KnownRows, type Running, VERSION } from '../runtime/index.ts';
import type { ApiDependencies, ProfileLookup } from './deps.ts';
import { type ApiOptions, registerApi, registerWatch } from './register.ts';
import { releaseDesk } from './release-desk.ts';

/** Registers the routes on the running product's server, before it listens: all of them, or those of a process that others ask nothing but how it is. */
export async function serveApi(server: FastifyInstance, running: Running, options: ApiOptions): Promise<void> {
  const dependencies = { ...dependenciesOf(running), ...rehearsing(server, running) };
  const own = { ...options, machineToken: running.machineToken };
  if (running.does('api')) await registerApi(server, dependencies, own);
  else await registerWatch(server, dependencies, own);
}

/** What is tried ends with the server. */
function rehearsing(server: FastifyInstance, running: Running): Pick<ApiDependencies, 'rehearsals' | 'simulations'> {
  const { changes, releases, questions } = running;
  const { dataFolder } = questions;
  const parts = {
    project: () => changes.project(),
    releases: () => releases.list,
    knownRows: (lookup: ProfileLookup) => questions.knownRows(lookup),
    knownPast: (known: KnownRows) => questions.knownPast(known),
    dataFolder,
    now: Date.now,
  };
  const [rehearsals, simulations] = [new RehearsalDesk(parts), new SimulationDesk(parts)];
  server.addHook('onClose', async () => void (await Promise.all([rehearsals.close(), simulations.close()])));
  return { rehearsals, simulations };
}

function dependenciesOf(running: Running): Omit<ApiDependencies, 'rehearsals' | 'simulations'> {
  const { releases } = running;
  return {
    version: VERSION,
    now: Date.now,
    measures: () => running.measures(),
    members: running.members,
    outbox: running.outbox,
    channels: () => running.channels(),
    testSend: (test) => running.testSends.send(test),
    inbox: running.inbox,
    deadLetters: running.deadLetters,
    redeliver: (redelivery) => running.redeliver(redelivery),
    dictionary: running.dictionary,
    dataQuality: (at) => (at === undefined ? running.quality.measure() : running.quality.measureAt(at)),
    recentHours: (count) => running.quality.recentHours(count),
    writeKeys: running.questions.writeKeys,
    latestEvents: (question) => running.questions.latestEvents(question),
    event: (id) => running.questions.event(id),
    diagnosis: running.quality.diagnosis,
    benefits: running.questions.benefits,
    journeys: running.questions.journeys,
    startJourney: (journey, asked) => running.questions.starts.start(journey, asked),
    tags: running.questions.tags,
    content: running.questions.content,
    quarantine: running.quarantine,
    profileOf: (lookup) => running.profileOf(lookup),
    recommendations: running.questions.recommendations,
    decide: (question) => running.questions.decisions.decide(question),
    timeline: (lookup, question) => running.questions.timeline(lookup, question),
    lineage: (lookup, traits) => running.questions.lineage(lookup, traits),
    identityHistory: (lookup) => running.identityHistory(lookup),
    bindings: running.bindings,
    identityPreviews: running.identityPreviews,
    previewUnmerge: (target) => running.previewUnmerge(target),
    unmerge: (target, unmerging) => running.unmerge(target, unmerging),
    explain: (question) => running.explain(question),
    groupMembers: (question) => running.questions.groupMembers(question),
    groupHistory: (question) => running.questions.groupHistory(question),
    segmentFlow: (question) => running.questions.segmentFlow(question),
    today: () => running.questions.today,
    search: (question) => running.questions.search(question),
    groups: () => running.questions.groups(),
    calendar: (question, whom) => running.questions.calendar(question, whom),
    forecast: (question) => running.questions.forecast(question),
    preview: (question) => running.questions.preview(question),
    latestSteps: (limit) => running.latestSteps(limit),
    stepsOf: (customers, limit) => running.stepsOf(customers, limit),
    messagesOf: (customers, slice) => running.messagesOf(customers, slice),
    visitorKey: () => running.visitorKey,
    snapshot: () => running.backups.snapshot(),
    kept: () => running.backups.kept(),
    backupFrames: (question) => running.backups.frames(question),
    measured: running.questions.measured,
    report: (scope) => running.report(scope),
    standing: () => running.standing(),
    releases: () => running.questions.releases(),
    release: async (number) => releases.list.find((release) => release.number === number),
    changes: running.changes,
    contentApprovals: running.contentApprovals,
    playbooks: running.playbooks,
    broadcasts: running.broadcasts,
    ...releaseDesk(running),
  };
}
