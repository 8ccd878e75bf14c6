/** omni: a brand with an app, a web shop, a Mini Program, stores with POS, membership cards and WeCom. */
import { type Definition, defineProject, type Project } from 'volano';
import { overridden } from 'volano/library';
import { channels } from './channels.ts';
import { journeys } from './journeys.ts';
import { library } from './library.ts';
import { scenarioJourneys } from './scenarios/journeys.ts';
import { scenarioSegments, scenarioTags, scenarioTraits } from './scenarios/knowledge.ts';
import { scenarioTemplates } from './scenarios/templates.ts';
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
  [
    declaredTraits,
    orderTraits,
    windowedOrderTraits,
    refundTraits,
    browsingTraits,
    serviceTraits,
    sceneTraits,
    scenarioTraits,
    valueTraits,
  ].flat(),
  tagGroups,
  tags,
  sceneTags,
  scenarioTags,
  segments,
  sceneSegments,
  scenarioSegments,
  channels,
  templates,
  scenarioTemplates,
  journeys,
  scenarioJourneys,
  showroomTemplates,
  showroomJourneys,
].flat();

export const project: Project = defineProject(overridden<Definition>(library, ...own));
