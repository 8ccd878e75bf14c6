/** The audit log, in pages and as a file. */
import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { AuditQuestion, MembersRoom, PlacedEntry } from '../../runtime/index.ts';
import type { EnforceOptions } from '../access/index.ts';
import { serve, text, whole } from '../route/index.ts';
import { hint } from '../said.ts';
import { auditEntrySchema } from '../schemas/access.ts';

const PAGE_DEFAULT = 100;
const PAGE_MAX = 1_000;
const TIME_MAX = 8.64e15;

const filterShape = {
  from: whole({ min: 0, max: TIME_MAX }).describe('Ms UTC.'),
  to: whole({ min: 0, max: TIME_MAX }).describe('Ms UTC, left out itself.'),
  member: text().describe('Id of a member, or of a service’s token.').exactOptional(),
  area: text().describe('A permission, or how permissions begin, e.g. `customers`.').exactOptional(),
  kind: z.enum(['look', 'change']).exactOptional(),
  customer: text().describe('Id of the customer that it is about.').exactOptional(),
};
const pageSchema = z.strictObject({
  ...filterShape,
  before: z
    .string()
    .regex(/^\d{1,16}-\d{1,16}$/, hint`must be \`next\` of the page before`)
    .exactOptional(),
  limit: whole({ min: 1, max: PAGE_MAX, default: PAGE_DEFAULT }),
});

const COLUMNS = ['time', 'by', 'id', 'kind', 'permission', 'method', 'route', 'target', 'status', 'code', 'address'] as const;

export function registerAudit(scope: FastifyInstance, options: Pick<EnforceOptions, 'room'>): void {
  serve(
    scope,
    {
      method: 'GET',
      path: '/v1/audit',
      area: 'access',
      summary: 'The audit log, the newest first',
      permission: 'audit.read',
      query: pageSchema,
      answers: { 200: z.strictObject({ entries: z.array(auditEntrySchema), next: z.string().exactOptional() }) },
    },
    ({ query }) => options.room.audit.page(query),
  );
  serve(
    scope,
    {
      method: 'GET',
      path: '/v1/audit.csv',
      area: 'access',
      summary: 'The audit log as a file',
      permission: 'audit.read',
      audit: 'look',
      query: z.strictObject(filterShape),
      answers: { 200: { type: 'text/csv', description: 'RFC 4180, with a head line, the newest first.' } },
    },
    ({ query, reply }) => {
      reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="audit.csv"');
      return reply.send(Readable.from(linesOf(options.room.audit, query)));
    },
  );
}

async function* linesOf(audit: MembersRoom['audit'], filter: Omit<AuditQuestion, 'limit' | 'before'>): AsyncGenerator<string> {
  yield `${COLUMNS.join(',')}\r\n`;
  for (let before: string | undefined; ; ) {
    const { entries, next } = await audit.page({ ...filter, limit: PAGE_MAX, ...(before !== undefined && { before }) });
    yield entries.map(lineOf).join('');
    if (next === undefined) return;
    before = next;
  }
}

function lineOf({ at: instant, by, kind, permission, method, route, target, status, code = '', address }: PlacedEntry): string {
  const cells = [
    new Date(instant).toISOString(),
    by.kind,
    by.id,
    kind,
    permission,
    method,
    route,
    JSON.stringify(target),
    status,
    code,
    address,
  ];
  return `${cells.map((cell) => cellOf(String(cell))).join(',')}\r\n`;
}

/** A spreadsheet takes what begins so for a formula. */
function cellOf(given: string): string {
  const safe = /^[=+\-@\t\r]/.test(given) ? `'${given}` : given;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
