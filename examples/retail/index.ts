/** retail: UCI Online Retail, a year of a British wholesaler of gifts. The data itself is fetched by whoever wants it (README). */
import { type Definition, defineProject, type Project } from 'volano';
import { overridden } from 'volano/library';
import { channels } from './channels.ts';
import { events } from './events.ts';
import { journeys } from './journeys.ts';
import { library, scoreAliases } from './library.ts';
import { segments } from './segments.ts';
import { tagGroups, tags } from './tags.ts';
import { templates } from './templates.ts';
import { declaredTraits } from './traits/declared.ts';
import { goodsTraits } from './traits/goods.ts';
import { orderTraits, recordTraits } from './traits/orders.ts';
import { valueTraits } from './traits/value.ts';
import { cancellationTraits, windowTraits } from './traits/windows.ts';
import { namespaces, policy, purposes, workspace } from './workspace.ts';

const own: readonly Definition[] = [
  workspace,
  namespaces,
  purposes,
  policy,
  events,
  [declaredTraits, recordTraits, orderTraits, goodsTraits, windowTraits, cancellationTraits, valueTraits].flat(),
  scoreAliases,
  tagGroups,
  tags,
  segments,
  channels,
  templates,
  journeys,
].flat();

export const project: Project = defineProject(overridden<Definition>(library, ...own));
