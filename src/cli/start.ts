/** Composition of the command line: the real terminal, and each command with the capability behind it. Heavy rooms load when called. */
import type { Command } from 'commander';
import { VolanoError } from '../base/index.ts';
import { loadConfig } from '../runtime/config/index.ts';
import { loadProject } from '../runtime/project/index.ts';
import { runAgain } from './again.ts';
import { applyCommand } from './apply.ts';
import { backupCommand } from './backup.ts';
import { backupEngine, restoreEngine } from './backup-engine.ts';
import { benefitCommand } from './benefit.ts';
import { broadcastCommand } from './broadcast.ts';
import { calendarCommand } from './calendar.ts';
import { contentCommand } from './content.ts';
import { customerCommand } from './customer.ts';
import { demoCommand } from './demo.ts';
import { devCommand } from './dev.ts';
import { diagnosisCommand } from './diagnosis.ts';
import { type DictionaryEngine, dictionaryCommand, typesCommand, writeText } from './dictionary.ts';
import { doctorCommand } from './doctor.ts';
import { approveCommand, draftsCommand, rejectCommand } from './drafts.ts';
import { explainCommand } from './explain.ts';
import type { ExitCode } from './failure.ts';
import { forecastCommand } from './forecast.ts';
import { identityCommand } from './identity.ts';
import { previewCommand } from './identity-preview.ts';
import { importCommand } from './import.ts';
import { journeyCommand } from './journey.ts';
import { journeyTestCommand } from './journey-test.ts';
import type { OpenManagement } from './management.ts';
import { memberCommand } from './member.ts';
import { migrateCommand } from './migrate.ts';
import { openManagement, type StartOn } from './open.ts';
import { planCommand } from './plan.ts';
import { playbookCommand } from './playbook.ts';
import { definitionPreviewCommand } from './preview.ts';
import { runProgram } from './program.ts';
import { pullCommand } from './pull.ts';
import { qualityCommand } from './quality.ts';
import { quarantineCommand } from './quarantine.ts';
import { recommendCommand } from './recommend.ts';
import { redeliverCommand } from './redeliver.ts';
import { releasesCommand } from './releases.ts';
import { type RenderReport, reportCommand } from './report.ts';
import { writeReport } from './report-file.ts';
import { restoreCommand } from './restore.ts';
import { rollbackCommand } from './rollback.ts';
import { rolloutCommand } from './rollout.ts';
import { said } from './said.ts';
import { segmentsCommand } from './segments.ts';
import { serveCommand } from './serve.ts';
import { simulateCommand } from './simulate.ts';
import { snapshotCommand } from './snapshot.ts';
import { statusCommand } from './status.ts';
import { requestStop, stopRequested } from './stop.ts';
import { tagsCommand } from './tags.ts';
import { terminalOf } from './terminal.ts';
import { localeOf, sayIn } from './texts/index.ts';
import { verifyCommand } from './verify.ts';
import type { World } from './world.ts';
import { writeKeyCommand } from './write-key.ts';

/** Runs one command line and resolves with the exit code. */
export async function main(words: readonly string[]): Promise<ExitCode> {
  const locale = localeOf(process.env);
  // Of whoever reads no further a command that would go on for ever is done; others end by themselves.
  const terminal = terminalOf({ out: process.stdout, err: process.stderr }, process.env, requestStop);
  const world: World = { terminal, locale, say: sayIn(locale) };
  const engine = () => import('./engine.ts');
  const open: OpenManagement = (where) => openManagement(where, (directory) => startOffline(directory, where.url));
  const render: RenderReport = async (report, locale) => (await engine()).renderReport(report, locale);
  const dictionary: DictionaryEngine = {
    loadProject,
    open,
    render: async (events) => (await import('../learn/index.ts')).renderInferred(events),
    types: async ({ definitions }) => (await import('../sense/index.ts')).clientTypes(definitions),
    write: writeText,
  };
  return runProgram(words, world, [
    serveCommand(world, { loadProject, stopRequested, serve: async (options) => (await engine()).serve(options) }),
    demoCommand(world, { loadProject, stopRequested, render, startApp: async (options) => (await engine()).startDemoApp(options) }),
    ...rehearsalCommands(world),
    ...releaseCommands(world, open),
    redeliverCommand(world, open),
    benefitCommand(world, open),
    journeyCommand(world, open),
    dictionaryCommand(world, dictionary),
    typesCommand(world, dictionary),
    ...watchingCommands(world, open),
    reportCommand(world, {
      open,
      render,
      renderPage: async (report, locale) => (await engine()).renderPage(report, locale),
      write: writeReport,
    }),
    definitionPreviewCommand(world, { loadProject, open }),
    forecastCommand(world, open),
    memberCommand(world, open),
    writeKeyCommand(world, open, Date.now),
    recommendCommand(world, open),
    segmentsCommand(world, open),
    contentCommand(world, open),
    tagsCommand(world, { open, write: writeReport }),
    customerCommand(world, open),
    explainCommand(world, open),
    identityCommand(world, open).addCommand(previewCommand(world, { loadProject, open })),
    broadcastCommand(world, { loadProject, open, room: () => import('../runtime/broadcast/index.ts'), now: Date.now }),
    calendarCommand(world, open),
    playbookCommand(world, {
      loadProject,
      open,
      room: () => import('../runtime/playbook/index.ts'),
      today: () => new Date().toISOString().slice(0, 10),
    }),
    doctorCommand(world, async (question) => (await import('../runtime/doctor/index.ts')).examine(question)),
    verifyCommand(world, {
      verify: async ({ config: file, ...options }) => {
        const { clusterPlaces, verify } = await import('../runtime/verify/index.ts');
        const config = await loadConfig({ directory: options.dataFolder, file, environment: process.env });
        return verify({ ...options, ...(config.mode === 'cluster' && { cluster: clusterPlaces(config) }) });
      },
      clock: () => performance.now(),
    }),
    backupCommand(world, backupEngine),
    restoreCommand(world, restoreEngine),
    migrateCommand(world, { load: () => import('../runtime/index.ts'), clock: () => performance.now() }),
    snapshotCommand(world, open),
    importCommand(world, async (options) => (await import('./import-run.ts')).runImport(options)),
  ]);
}

/** What makes releases, and what becomes of them. */
function releaseCommands(world: World, open: OpenManagement): readonly Command[] {
  return [
    planCommand(world, { loadProject, open }),
    applyCommand(world, { loadProject, open }),
    pullCommand(world, open),
    statusCommand(world, open),
    draftsCommand(world, open),
    approveCommand(world, open),
    rejectCommand(world, open),
    rollbackCommand(world, open),
    rolloutCommand(world, open),
    releasesCommand(world, open),
  ];
}

/** What is tried before it is live. */
function rehearsalCommands(world: World): readonly Command[] {
  return [
    journeyTestCommand(world, {
      run: async (folder, options) => (await import('../rehearse/index.ts')).runJourneyTests(folder, options),
      again: runAgain,
      stopRequested,
      clock: () => performance.now(),
    }),
    devCommand(world, { again: runAgain, stopRequested }),
    simulateCommand(world, {
      loadProject,
      simulate: async (options) => {
        const { mode } = await loadConfig({ directory: options.dataFolder, environment: process.env });
        if (mode === 'cluster') {
          const expected = said`the data folder of a server that is a process by itself`;
          throw new VolanoError('VOLANO_OPTION_INVALID', { option: '--data', expected, value: options.dataFolder });
        }
        return (await import('../rehearse/index.ts')).simulateFolder(options);
      },
      clock: () => performance.now(),
    }),
  ];
}

/** For as long as a command takes. A cluster's data lies in no folder: an engine on this one would be another installation. */
async function startOffline(directory: string, url: string): ReturnType<StartOn> {
  const { mode } = await loadConfig({ directory, environment: process.env });
  if (mode === 'cluster')
    throw new VolanoError('VOLANO_SERVER_UNREACHABLE', { url, problem: said`and the folder is configured for a cluster` });
  return (await import('./engine.ts')).startServer({ directory, port: 0, offline: true });
}

/** What is wrong, and what is done about it. */
function watchingCommands(world: World, open: OpenManagement): Command[] {
  return [qualityCommand(world, open), diagnosisCommand(world, open), quarantineCommand(world, open)];
}
