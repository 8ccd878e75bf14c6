/** What is planned for whom, day by day. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { ApiDependencies } from '../deps.ts';
import { serve, text } from '../route/index.ts';
import { calendarSchema } from '../schemas/calendar.ts';
import { lookup, unknownCustomer, whomOf } from './lookup.ts';

const day = (what: string) => text().describe(`${what}, e.g. \`2026-05-01\`, in the workspace's time zone.`).exactOptional();

export function registerCalendar(scope: FastifyInstance, { calendar }: ApiDependencies): void {
  serve(
    scope,
    {
      method: 'GET',
      path: '/v1/calendar',
      area: 'journeys',
      summary: 'What is planned, day by day',
      description: 'For everybody, or for one customer.',
      permission: 'calendar.read',
      query: z.strictObject({ from: day('The first day; default: today'), to: day('The last day'), ...lookup }),
      answers: { 200: calendarSchema },
      errors: ['VOLANO_RESOURCE_UNKNOWN'],
    },
    async ({ query: { from, to, ...given } }) => {
      const whom = whomOf(given);
      const answer = await calendar({ ...(from !== undefined && { from }), ...(to !== undefined && { to }) }, whom);
      if (answer) return answer;
      throw unknownCustomer(whom);
    },
  );
}
