/** What a webhook posts. Pure: the previews show the same. */
import type { SendCommand } from '../../../core/index.ts';
import type { RenderedContent } from '../../content/index.ts';

export const WEBHOOK_AGENT = 'Volano';

export interface WebhookBody {
  readonly body: string;
  readonly contentType: string;
}

/** A ticket as JSON: its title and what is to be done, whose it is, and until when (ISO 8601). */
function ticketRequest({ subject = '', body }: RenderedContent, command: SendCommand): WebhookBody {
  const { message, customer, journey, step, at, ticket } = command;
  const { owner, priority, dueAt } = ticket!;
  const times = { opened_at: new Date(at).toISOString(), due_at: new Date(dueAt).toISOString() };
  const said = { ticket_id: message, title: subject, description: body, owner, priority, ...times, customer, journey, step };
  return { body: JSON.stringify(said), contentType: 'application/json' };
}

/** JSON objects and lists as JSON, anything else as the text it is. */
export function webhookRequest(content: RenderedContent, command: SendCommand): WebhookBody {
  if (command.ticket) return ticketRequest(content, command);
  const { body, format } = content;
  const text = body.trim();
  if (/^[[{]/.test(text) && isJson(text)) return { body: text, contentType: 'application/json' };
  return { body, contentType: format === 'html' ? 'text/html; charset=utf-8' : 'text/plain; charset=utf-8' };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
