/** A project in the body of a request: its shape only; whether it is right is judged where it is used. */
import { z } from 'zod';
import type { Project } from '../../define/index.ts';
import { invalidQuery, shown } from '../route/index.ts';
import { said } from '../said.ts';

/** Projects are text of a few hundred kilobytes; this leaves room. */
export const PROJECT_BYTES_MAX: number = 16 * 1024 * 1024;

/** What a project looks like here: its definitions are judged all together, and better, where it is used. */
export const projectSchema: z.ZodType<unknown> = shown(z.unknown(), {
  type: 'object',
  description: 'A project, as `docs/schemas/project.json` describes it.',
  properties: { definitions: { type: 'array', items: {} } },
  required: ['definitions'],
});

/** The body of a request about a project. What else stands in it is not looked at. */
export const projectBody: z.ZodType<{ readonly project?: unknown }> = shown(z.looseObject({ project: projectSchema }), {
  type: 'object',
  properties: {
    project: {
      type: 'object',
      description: 'A project, as `docs/schemas/project.json` describes it.',
      properties: { definitions: { type: 'array', items: {} } },
      required: ['definitions'],
    },
  },
  required: ['project'],
});

/** Throws VOLANO_QUERY_INVALID where it is none by its looks. */
export function projectOf(body: { readonly project?: unknown }): Project {
  const { project } = body as { readonly project?: Project };
  if (typeof project === 'object' && project !== null && Array.isArray(project.definitions)) return project;
  throw invalidQuery('project', said`is missing: send {"project": {"definitions": [...]}, "note": "..."}`);
}
