/** What a change of the identity rules would make of the events there are. Changes nothing. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { compileIdentityRules, type Identifier, OWN_SOURCE, type Plan, Regrouping, type RulesDifference } from '../core/index.ts';
import { type Project, validateProject } from '../define/index.ts';
import type { Warehouse } from '../port/warehouse/index.ts';

export interface IdentityPreviewWorld {
  readonly warehouse: Warehouse;
  readonly partition: number;
  /** The rules of today. */
  readonly plan: () => Plan;
}

export interface IdentityPreviewProgress {
  readonly done: number;
  readonly total: number;
}

interface Row {
  readonly partition: number;
  readonly position: number;
  readonly ms: number;
  readonly message: string;
  readonly identifiers: string;
}

/** Events that one query asks for, and events between two turns of the event loop: live traffic goes on. */
const ROWS_MAX = 50_000;
const EVENTS_PER_TURN = 1_000;
type Place = Pick<Row, 'ms' | 'partition' | 'position'>;
const BEGINNING: Place = { ms: 0, partition: 0, position: 0 };

/**
 * Resolves every event that sources have sent under the rules of today and under the project's. Events that are not yet in the warehouse are left out, and so
 * is what staff has joined or parted by hand. Throws errors of kind `definition`.
 */
export async function previewIdentity(
  project: Project,
  { warehouse, plan }: IdentityPreviewWorld,
  onProgress: (progress: IdentityPreviewProgress) => void = () => undefined,
): Promise<RulesDifference> {
  const { definitions } = validateProject(project);
  const namespaces = definitions.filter((one) => one.kind === 'namespace');
  const workspace = definitions.find((one) => one.kind === 'workspace');
  const regrouping = new Regrouping({ before: plan().identity, after: compileIdentityRules(namespaces, workspace?.fanIn) });
  const sent = `FROM events WHERE source != '${OWN_SOURCE}'`;
  const [bounds] = await warehouse.query<{ total: number }>(`SELECT toFloat64(count()) AS total ${sent}`);
  const { total } = bounds!;
  let done = 0;
  for (let [rows, last]: [readonly Row[] | undefined, Place] = [undefined, BEGINNING]; !rows || rows.length === ROWS_MAX; ) {
    rows = await warehouse.query<Row>(
      `SELECT partition, toFloat64(position) AS position, toUnixTimestamp64Milli(at) AS ms, messageId AS message, identifiers ${sent}
AND (at, partition, position) > (fromUnixTimestamp64Milli(toInt64(${last.ms})), ${last.partition}, ${last.position}) ORDER BY at, partition, position LIMIT ${ROWS_MAX}`,
    );
    last = rows.at(-1) ?? last;
    for (const { partition, position, ms: at, message, identifiers } of rows) {
      const address = { partition: Number(partition), position, ordinal: 0 };
      regrouping.take({ identifiers: JSON.parse(identifiers) as Identifier[], at: Number(at), address, source: message });
      if (++done % EVENTS_PER_TURN !== 0) continue;
      onProgress({ done, total });
      await nextTurn();
    }
  }
  onProgress({ done, total });
  return regrouping.difference();
}

/** The preview of a running engine, and how far one has come that is under way. */
export class IdentityPreviews {
  readonly #world: IdentityPreviewWorld;
  #progress: IdentityPreviewProgress | undefined;

  constructor(world: IdentityPreviewWorld) {
    this.#world = world;
  }

  /** Undefined when none is under way; of several the one that told last. */
  get progress(): IdentityPreviewProgress | undefined {
    return this.#progress;
  }

  /** As `previewIdentity`. */
  async run(project: Project): Promise<RulesDifference> {
    try {
      return await previewIdentity(project, this.#world, (progress) => {
        this.#progress = progress;
      });
    } finally {
      this.#progress = undefined;
    }
  }
}
