/** What a test may expect of tickets. */
import type { TicketPriority } from '../../define/index.ts';
import type { Look } from './acting.ts';
import type { Expectation } from './expectations.ts';

/** Which of the tickets with the template are meant. */
export interface TicketOptions {
  readonly owner?: string;
  readonly priority?: TicketPriority;
  /** The rendered title, or what is to be done, holds this text. */
  readonly title?: string;
  readonly says?: string;
  /** Exactly so many; default: at least one. */
  readonly times?: number;
}

/** A ticket of this template was opened about the customer, resolved by now or not. */
export function ticket(template: string, { times, ...options }: TicketOptions = {}): Expectation {
  const matching = (look: Look) => ticketsOf(look, template).filter((one) => isMeant(one, options));
  const told = Object.entries(options).map(([name, value]) => `${name} "${value}"`);
  const often = times === undefined ? '' : ` ${times === 1 ? 'once' : `${times} times`}`;
  return {
    text: `to have had the ticket "${template}" opened${often}${told.length === 0 ? '' : ` (${told.join(', ')})`}`,
    names: [['template', template]],
    holds: (look) => (times === undefined ? matching(look).length > 0 : matching(look).length === times),
    found: (look) => {
      const found = ticketsOf(look, template).map(({ command: { ticket: about }, content }) => {
        const title = content?.subject === undefined ? '' : ` "${content.subject}"`;
        return `${about!.priority} for ${about!.owner}${title}`;
      });
      return `tickets "${template}": ${found.join('; ') || 'none'}`;
    },
  };
}

type Ticket = Look['messages'][number];

/** In the order in which they were opened. */
export function ticketsOf({ messages }: Look, template: string): readonly Ticket[] {
  return messages.filter(({ command }) => command.ticket !== undefined && command.template === template);
}

function isMeant({ command, content }: Ticket, { owner, priority, title, says }: Omit<TicketOptions, 'times'>): boolean {
  return (
    (owner === undefined || command.ticket!.owner === owner) &&
    (priority === undefined || command.ticket!.priority === priority) &&
    (title === undefined || (content?.subject ?? '').includes(title)) &&
    (says === undefined || (content?.body ?? '').includes(says))
  );
}
