/** omni: a brand with an app, a web shop, a Mini Program, stores with POS, membership cards and WeCom. */
import { type Definition, defineProject, type Project } from 'volano';
import { overridden, united } from 'volano/library';
import { playbooks } from '../../playbooks/index.ts';
import { channels } from './channels.ts';
import { events } from './events/index.ts';
import { house } from './house.ts';
import { journeys } from './journeys.ts';
import { library } from './library.ts';
import { sceneSegments, sceneTags } from './scenes.ts';
import { segments } from './segments.ts';
import { showroomJourneys, showroomTemplates } from './showroom.ts';
import { tagGroups, tags } from './tags.ts';
import { templates } from './templates.ts';
import { browsingTraits, serviceTraits } from './traits/behavior.ts';
import { declaredTraits } from './traits/declared.ts';
import { orderTraits, refundTraits, windowedOrderTraits } from './traits/orders.ts';
import { sceneTraits } from './traits/scenes.ts';
import { valueTraits } from './traits/value.ts';
import { namespaces, policy, purposes, workspace } from './workspace.ts';

const own: readonly Definition[] = [
  workspace,
  namespaces,
  purposes,
  policy,
  events,
  [declaredTraits, orderTraits, windowedOrderTraits, refundTraits, browsingTraits, serviceTraits, sceneTraits, valueTraits].flat(),
  tagGroups,
  tags,
  sceneTags,
  segments,
  sceneSegments,
  channels,
  templates,
  journeys,
  showroomTemplates,
  showroomJourneys,
].flat();

export const project: Project = defineProject(overridden<Definition>(library, ...united(house, playbooks), ...own));
