/** A project in the body of a request: its shape only; whether it is right is judged where it is used. */
import type { Project } from '../../define/index.ts';
import { invalidQuery } from '../query.ts';

/** Projects are text of a few hundred kilobytes; this leaves room. */
export const PROJECT_BYTES_MAX: number = 16 * 1024 * 1024;

export function projectOf(body: unknown): Project {
  const { project } = (typeof body === 'object' && body !== null ? body : {}) as { project?: Project };
  if (typeof project === 'object' && project !== null && Array.isArray(project.definitions)) return project;
  throw invalidQuery('project', 'is missing: send {"project": {"definitions": [...]}, "note": "..."}');
}
