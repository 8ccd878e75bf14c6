import { expect, test } from 'vitest';
import { defineJourney, defineTemplate, defineWorkspace, onEvent, ticket as opensTicket, type Project } from '../../define/index.ts';
import { customer } from './customer.ts';
import { completed, isIn } from './expectations.ts';
import { rehearse } from './scenario.ts';
import { ticket } from './ticket.ts';

const name = { en: 'Name', zh: '名称' };
const project: Project = {
  definitions: [
    defineWorkspace({ id: 'shop', name, timeZone: 'UTC', currency: 'EUR', seed: 'ticket' }),
    defineTemplate({ id: 'call', name, subject: 'Call about {{ event.case }}', body: 'Put it right' }),
    defineJourney({
      id: 'care',
      name,
      stage: 'retain',
      trigger: onEvent('Complained'),
      reentry: 'always',
      steps: [
        opensTicket({
          id: 'first',
          template: 'call',
          owner: 'service',
          due: '1d',
          await: { outcome: 'resolved', timeout: '1d' },
          onFailure: [opensTicket({ id: 'second', template: 'call', owner: 'lead', priority: 'urgent', due: '4h' })],
        }),
      ],
    }),
  ],
};

test('tickets are expected by what they say and whose they are, and resolved', () =>
  rehearse(project, () => {
    const options = { owner: 'service', priority: 'normal', title: 'case 7', says: 'right', times: 1 } as const;
    customer('anna')
      .expectNot(ticket('call'))
      .does('Complained', { case: 'case 7' })
      .expect(ticket('call'), ticket('call', options), isIn('care', 'first'))
      .expectNot(ticket('call', { owner: 'lead' }), ticket('call', { title: 'case 8' }), ticket('call', { says: 'wrong' }))
      .ticketResolved('call')
      .expect(completed('care'));
    customer('ben')
      .does('Complained', { case: 'case 8' })
      .after('1 day')
      .expect(ticket('call', { times: 2 }), ticket('call', { owner: 'lead', priority: 'urgent', times: 1 }));
  }));

test('what was opened instead is said, and nobody resolves what is not there', async () => {
  await expect(
    rehearse(
      project,
      () =>
        void customer('anna')
          .does('Complained', { case: 'x' })
          .expect(ticket('call', { owner: 'lead', times: 1 })),
    ),
  ).rejects.toThrow(/the ticket "call" opened once \(owner "lead"\)\n.*found: tickets "call": normal for service "Call about x"/);
  await expect(rehearse(project, () => void customer('anna').ticketResolved('call'))).rejects.toThrow(/no ticket "call" about anna/);
  await expect(rehearse(project, () => void customer('anna').expect(ticket('cal')))).rejects.toThrow(/no template "cal".*"call"/);
});
