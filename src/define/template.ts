import type { Text } from './text.ts';

/**
 * Content of a message in Liquid. Variables: `trait.<id>`, `event.<property>` (of the trigger), `customer.id`, `message.id`.
 * A release gives a template a version; a message names the version it was rendered from.
 */
export interface TemplateDefinition {
  readonly kind: 'template';
  readonly id: string;
  readonly name: Text;
  readonly subject?: string;
  readonly body: string;
}
