/** Playbooks for a running product: what each needs and what of it is missing, and its definitions put as unpublished changes. */
import { VolanoError } from '../../base/index.ts';
import type { Definition, DefinitionKind, JourneyStage, Kpi, Project, Release, Text } from '../../define/index.ts';
import { houseOf, type Playbook, type PlaybookResult } from '../../library/index.ts';
import type { Changes, LooseDefinition } from '../changes/index.ts';
import { assertReaches, type Compared, comparedWith, journeysTaken, namesOf } from './compared.ts';
import { EVERYTHING, factsOf, type Lacks, lacksOf, type Needs, needsOf } from './needs.ts';
import { playbooksOn, type Shelf } from './shelf.ts';

/** A playbook as it is offered. */
export interface OfferedPlaybook extends Pick<Playbook, 'id' | 'name' | 'summary' | 'adapt'> {
  /** Stages of its journeys. */
  readonly stages: readonly JourneyStage[];
  /** By what its journeys are measured, and what they aim at. */
  readonly kpis: readonly (Kpi & { readonly journey: string })[];
  /** All that it consists of, whether or not the project has it. */
  readonly brings: readonly { readonly kind: DefinitionKind; readonly id: string; readonly name: Text }[];
  readonly needs: Needs;
  /** Of the newest release with what is unpublished. */
  readonly lacks: Lacks;
  /** Whether a journey of it is there already. */
  readonly has: boolean;
  /** Where its lift was measured. */
  readonly results?: readonly PlaybookResult[];
}

/** What putting a playbook comes to. */
export interface PlaybookPlan {
  readonly playbook: string;
  readonly definitions: readonly (Compared & { readonly name: Text })[];
  readonly lacks: Lacks;
  /** Why it cannot be put: journeys of it are there and differ. */
  readonly clashes: readonly string[];
}

export interface PlaybookWish {
  readonly by: string;
  /** Throws where who asks may not change definitions of this kind. */
  readonly assertMay: (kind: DefinitionKind) => void;
}

interface PlaybookDeskParts {
  readonly shelf: Shelf;
  /** Ascending. */
  readonly releases: () => readonly Release[];
  readonly changes: Pick<Changes, 'put' | 'project'>;
}

/** The playbooks of one shelf. */
export class PlaybookDesk {
  readonly #parts: PlaybookDeskParts;
  #playbooks: Promise<readonly Playbook[]> | undefined;

  constructor(parts: PlaybookDeskParts) {
    this.#parts = parts;
  }

  async list(): Promise<readonly OfferedPlaybook[]> {
    const [playbooks, project] = await Promise.all([this.#all(), this.#parts.changes.project()]);
    return playbooks.map((playbook) => offered(playbook, project));
  }

  /** What putting it would come to; nothing is changed. Rejects with VOLANO_RESOURCE_UNKNOWN. */
  async plan(id: string): Promise<PlaybookPlan> {
    const { plan } = await this.#planned(id);
    return plan;
  }

  /**
   * Puts what is new of it as unpublished changes; what is there and differs stays. Rejects with VOLANO_RESOURCE_UNKNOWN, VOLANO_PLAYBOOK_LACKS,
   * VOLANO_PLAYBOOK_COLLIDES, VOLANO_CHANGE_CONFLICT, and as `assertMay` throws.
   */
  async put(id: string, { by, assertMay }: PlaybookWish): Promise<PlaybookPlan> {
    const { plan, added } = await this.#planned(id);
    for (const { kind } of added) assertMay(kind);
    assertReaches(id, plan.lacks);
    if (plan.clashes.length > 0) throw new VolanoError('VOLANO_PLAYBOOK_COLLIDES', { id, names: namesOf(plan.clashes) });
    const on = this.#parts.releases().at(-1)?.number ?? 0;
    for (const one of added) await this.#parts.changes.put(one, { definition: one as unknown as LooseDefinition, on, by });
    return plan;
  }

  async #planned(id: string) {
    const [playbooks, project] = await Promise.all([this.#all(), this.#parts.changes.project()]);
    const playbook = playbooks.find((one) => one.id === id);
    if (!playbook) throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'playbook', id });
    const lacks = lacksOf(needsOf(playbook), project);
    const all = definitionsOf(playbook, project, lacks);
    const compared = comparedWith(project, all);
    const definitions = compared.map((one, index) => ({ ...one, name: nameOf(all[index]!) }));
    const added = all.filter((_, index) => compared[index]!.state === 'new');
    return { plan: { playbook: id, definitions, lacks, clashes: journeysTaken(compared) } satisfies PlaybookPlan, added };
  }

  /** Loaded when first asked for, and once: their code does not change while the product runs. */
  #all(): Promise<readonly Playbook[]> {
    this.#playbooks ??= playbooksOn(this.#parts.shelf).then((all) => all.map(({ playbook }) => playbook));
    return this.#playbooks;
  }
}

function offered(playbook: Playbook, project: Project): OfferedPlaybook {
  const { id, name, summary, adapt, results } = playbook;
  const needs = needsOf(playbook);
  const lacks = lacksOf(needs, project);
  const all = definitionsOf(playbook, project, lacks);
  const journeys = all.filter((one) => one.kind === 'journey');
  return {
    ...{ id, name, summary, adapt, needs, lacks },
    stages: [...new Set(journeys.map(({ stage }) => stage))],
    kpis: journeys.flatMap(({ id: journey, kpi }) => (kpi ? [{ journey, ...kpi }] : [])),
    brings: all.map((one) => ({ kind: one.kind, id: one.id, name: nameOf(one) })),
    has: project.definitions.some((one) => one.kind === 'journey' && needs.journeys.includes(one.id)),
    ...(results && { results }),
  };
}

/** As they would be put. Without a way no step can be made: then they are as they would be with every channel. */
function definitionsOf(playbook: Playbook, project: Project, lacks: Lacks): readonly Definition[] {
  const isOpen = !lacks.purposes && lacks.channels.length === 0;
  return playbook.definitions(isOpen ? houseOf(factsOf(project)) : EVERYTHING);
}

function nameOf(definition: { readonly id: string; readonly name?: Text }): Text {
  return definition.name ?? { en: definition.id, zh: definition.id };
}
