/** What a webhook posts. Pure: the previews show the same. */
import type { RenderedContent } from '../../content/index.ts';

export const WEBHOOK_AGENT = 'Volano';

export interface WebhookBody {
  readonly body: string;
  readonly contentType: string;
}

/** JSON objects and lists as JSON, anything else as the text it is. */
export function webhookRequest({ body, format }: RenderedContent): WebhookBody {
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
