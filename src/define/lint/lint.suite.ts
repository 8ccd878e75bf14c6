/** A small project that no lint finds anything in, to be spoilt. */

import type { JourneyInput } from '../build/definitions.ts';
import {
  defineChannel,
  defineJourney,
  defineProject,
  definePurpose,
  defineTemplate,
  defineTrait,
  defineWorkspace,
} from '../build/definitions.ts';
import type { StepInput } from '../build/step-inputs.ts';
import { send } from '../build/steps.ts';
import { onEvent } from '../build/triggers.ts';
import { problemsOf } from '../check/validate.ts';
import type { JourneyDefinition } from '../journey.ts';
import type { Definition, Project, TemplateVariables } from '../project.ts';
import type { Text } from '../text.ts';
import type { Finding } from './lint.ts';
import { lintProject } from './table.ts';

export const name: Text = { en: 'Name', zh: '名称' };

const base: readonly Definition[] = [
  defineWorkspace({ id: 'shop', name, timeZone: 'UTC', currency: 'EUR', seed: 's' }),
  definePurpose({ id: 'offers', name, basis: 'opt_in' }),
  definePurpose({ id: 'news', name, basis: 'opt_out' }),
  defineTrait({ id: 'email', name, type: 'string' }),
  defineTrait({ id: 'phone', name, type: 'string' }),
  defineTrait({ id: 'city', name, type: 'string' }),
  defineChannel({ id: 'mail', name, type: 'email', from: { name: 'Shop', address: 'shop@example.com' } }),
  defineChannel({ id: 'text', name, type: 'sms', signature: 'Shop' }),
  defineTemplate({ id: 'hello', name, subject: 'Hello', body: 'Hello' }),
];

export const mail = (id: string, more: object = {}): StepInput =>
  send({ id, channel: 'mail', template: 'hello', purpose: 'offers', ...more });
export const text = (id: string, more: object = {}): StepInput =>
  send({ id, channel: 'text', template: 'hello', purpose: 'offers', ...more });

/** With a KPI, whatever else is changed. */
export function journeyOf(steps: readonly StepInput[], more: Partial<JourneyInput> = {}): JourneyDefinition {
  const journey = defineJourney({ id: 'way', name, stage: 'retain', trigger: onEvent('Seen'), reentry: 'once', steps, ...more });
  return { ...journey, kpi: { target: 1 } } as JourneyDefinition;
}

export function projectOf(...more: readonly Definition[]): Project {
  const names = new Set(more.map(({ kind, id }) => `${kind} ${id}`));
  return defineProject(...base.filter(({ kind, id }) => !names.has(`${kind} ${id}`)), ...more);
}

/** What is found, as `lint place`; the project passes the check, but for the KPI, which is not the lints' to judge. */
export function found(...more: readonly Definition[]): readonly string[] {
  return findings(...more).map(({ lint, kind, id, path }) => `${lint} ${kind} ${id} ${path}`.trimEnd());
}

export function findings(...more: readonly Definition[]): readonly Finding[] {
  const project = projectOf(...more);
  const plain = { definitions: project.definitions.map((one) => ('kpi' in one ? { ...one, kpi: undefined } : one)) };
  const problems = problemsOf(JSON.parse(JSON.stringify(plain)));
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'));
  return lintProject(project, (template): TemplateVariables => {
    const requiredProperties = [...template.body.matchAll(/\{\{ event\.([\w.]+) \}\}/g)].map(([, path]) => path!);
    return { traits: [], properties: requiredProperties, ...(requiredProperties.length > 0 && { requiredProperties }) };
  });
}
