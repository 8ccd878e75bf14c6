/** The API of a running product. */
import type { FastifyInstance } from 'fastify';
import { type Running, VERSION } from '../runtime/index.ts';
import type { ApiDependencies } from './deps.ts';
import { type ApiOptions, registerApi, registerWatch } from './register.ts';
import { releaseDesk } from './release-desk.ts';

/** Registers the routes on the running product's server, before it listens: all of them, or those of a process that others ask nothing but how it is. */
export async function serveApi(server: FastifyInstance, running: Running, options: ApiOptions): Promise<void> {
  const dependencies = dependenciesOf(running);
  if (running.does('api')) await registerApi(server, dependencies, options);
  else await registerWatch(server, dependencies, options);
}

function dependenciesOf(running: Running): ApiDependencies {
  const { releases } = running;
  return {
    version: VERSION,
    now: Date.now,
    measures: () => running.measures(),
    outbox: running.outbox,
    inbox: running.inbox,
    deadLetters: running.deadLetters,
    redeliver: (redelivery) => running.redeliver(redelivery),
    dictionary: running.dictionary,
    dataQuality: (at) => (at === undefined ? running.quality.measure() : running.quality.measureAt(at)),
    diagnosis: running.quality.diagnosis,
    benefits: running.questions.benefits,
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
    groups: () => running.questions.groups(),
    calendar: (question, whom) => running.questions.calendar(question, whom),
    forecast: (question) => running.questions.forecast(question),
    preview: (question) => running.questions.preview(question),
    latestSteps: (limit) => running.latestSteps(limit),
    stepsOf: (customers, limit) => running.stepsOf(customers, limit),
    messagesOf: (customers, limit) => running.messagesOf(customers, limit),
    visitorKey: () => running.visitorKey,
    snapshot: () => running.backups.snapshot(),
    kept: () => running.backups.kept(),
    backupFrames: (question) => running.backups.frames(question),
    report: () => running.report(),
    standing: () => running.standing(),
    releases: async () => releases.summaries(),
    release: async (number) => releases.list.find((release) => release.number === number),
    ...releaseDesk(running),
  };
}
