/** Content that is being written: what is wrong with it, what a customer would read, that as a page of its own, and as a message to staff. */
import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { RenderedContent } from '../../act/index.ts';
import { MINUTE, VolanoError } from '../../base/index.ts';
import type { JsonObject } from '../../core/index.ts';
import { hidesContacts, PREVIEW_HEADERS, sayerOf, withoutContacts } from '../access/index.ts';
import type { ApiDependencies } from '../deps.ts';
import { DEFINITION_ERRORS, text as parameter, serve, toldTo } from '../route/index.ts';
import { TEST_FIELDS } from '../schemas/channels.ts';
import { contentTestSchema, draftPreviewSchema } from '../schemas/content.ts';
import { whomOf } from './lookup.ts';
import { PROJECT_BYTES_MAX } from './project-body.ts';

const text = z.string().min(1);

/** What is being written, and as whom it is looked at. */
const draftFields = {
  definition: z.looseObject({ kind: z.enum(['template', 'block']), id: text }).describe('As far as it is written.'),
  blocks: z
    .array(z.looseObject({ kind: z.literal('block'), id: text }))
    .max(1_000)
    .describe('Blocks that are being changed too; the others are those of the running release.')
    .exactOptional(),
  customer: text.describe('As whom; or `namespace` and `value`. Default: nobody, every value is missing.').exactOptional(),
  namespace: text.exactOptional(),
  value: text.exactOptional(),
  locale: text.describe('Instead of that of the customer.').exactOptional(),
  variant: z.string().describe("'': the content of the template itself. Default: the one that the customer would get.").exactOptional(),
  event: z.record(z.string(), z.unknown()).describe('Properties of the triggering event.').exactOptional(),
} as const;
const draftBody = z.strictObject(draftFields);
const testBody = z.strictObject({
  ...draftFields,
  channel: z.string().min(1).describe('Id of a channel.'),
  to: z.string().min(1).max(300).describe('An address on the channel.'),
  language: TEST_FIELDS.language.describe('In which it says that it is a test.'),
});

export function registerContentDraft(
  scope: FastifyInstance,
  { content, contentApprovals }: Pick<ApiDependencies, 'content' | 'contentApprovals'>,
  pages: PreviewPages,
): void {
  serve(
    scope,
    {
      method: 'POST',
      path: '/v1/content/preview',
      area: 'content',
      summary: 'What a customer would read of content that is being written',
      description: 'And what is wrong with it, with the place. Nothing is kept.',
      permission: 'content.preview',
      audit: 'look',
      body: draftBody,
      bodyLimit: PROJECT_BYTES_MAX,
      answers: { 200: draftPreviewSchema },
      errors: ['VOLANO_RESOURCE_UNKNOWN', ...DEFINITION_ERRORS],
    },
    async ({ body: { definition, blocks, locale, variant, event, ...whom }, request }) => {
      const lookup = whomOf(whom);
      const question = { definition, blocks, lookup, locale, variant, event: event as JsonObject | undefined };
      const { shown, ...own } = toldTo(request, await content.draft(question));
      const { fingerprint, approval } = own;
      const words = fingerprint !== undefined && approval !== undefined ? await contentApprovals.words() : undefined;
      const told = words ? { ...own, approval: words.stateOf(own, fingerprint!, approval!) } : own;
      if (!shown) return told;
      const { html, ...rest } = shown;
      if (html === undefined) return { ...told, shown: rest };
      const page = pages.keep(hidesContacts(request.principal) ? withoutContacts(html) : html);
      return { ...told, shown: { ...rest, page } };
    },
  );
}

/** A message to somebody of the staff who wants to see it. */
export function registerContentTest(scope: FastifyInstance, dependencies: ApiDependencies): void {
  serve(
    scope,
    {
      method: 'POST',
      path: '/v1/content/:template/test',
      area: 'content',
      summary: 'Send a template to somebody of the staff, as a test',
      description:
        'Through the channel as the installation has configured it. It says that it is a test, and no figure counts it. To an address whose customer may not be written to through the channel nothing goes.',
      permission: 'messages.test',
      audit: 'change',
      params: z.strictObject({ template: parameter() }),
      body: testBody,
      bodyLimit: PROJECT_BYTES_MAX,
      answers: { 200: contentTestSchema },
      errors: ['VOLANO_RESOURCE_UNKNOWN', 'VOLANO_TEST_SEND_LIMIT', ...DEFINITION_ERRORS],
    },
    async ({ params: { template: id }, body: { definition, blocks, locale, variant, event, channel, to, language, ...whom }, request }) => {
      const about = {
        definition: { ...definition, id },
        blocks,
        lookup: whomOf(whom),
        locale,
        variant,
        event: event as JsonObject | undefined,
      };
      const { content, missing, withheld } = await dependencies.content.renderedDraft(about);
      const refused = withheld ?? (await closedTo(to, channel, dependencies));
      if (refused !== undefined) return { refused, missing };
      const shown = hidesContacts(request.principal) ? withoutContactsIn(content) : content;
      const sent = await dependencies.testSend({
        channel,
        by: sayerOf(request),
        to,
        language,
        content: shown,
        template: { id, version: 0 },
      });
      return { sent, missing };
    },
  );
}

/** The rule that closes the channel to the customer whose address this is; undefined when nothing is known against it. */
async function closedTo(to: string, channel: string, { profileOf, release, releases }: ApiDependencies): Promise<string | undefined> {
  const [latest] = await releases();
  const definitions = (latest && (await release(latest.number)))?.definitions ?? [];
  for (const { definition } of definitions) {
    if (definition.kind !== 'namespace') continue;
    const profile = await profileOf({ namespace: definition.id, value: to });
    const closed = profile?.reach.channels.find((one) => one.channel === channel)?.closed;
    if (closed) return closed.rule;
  }
  return undefined;
}

function withoutContactsIn({ subject, preview, text: words, body, ...rest }: RenderedContent): RenderedContent {
  return {
    ...rest,
    ...(subject !== undefined && { subject: withoutContacts(subject) }),
    ...(preview !== undefined && { preview: withoutContacts(preview) }),
    ...(words !== undefined && { text: withoutContacts(words) }),
    body: withoutContacts(body),
  };
}

/** A frame cannot send a token: an address that cannot be guessed stands for it. */
export function registerContentPage(scope: FastifyInstance, pages: PreviewPages): void {
  serve(
    scope,
    {
      method: 'GET',
      path: '/v1/content/pages/:page',
      area: 'content',
      summary: 'A preview of content as a page',
      description: 'Its address stands in the preview as `page`, and holds for some minutes.',
      permission: 'open',
      security: 'link',
      params: z.strictObject({ page: text }),
      answers: { 200: { type: 'text/html', description: 'A page that can run and reach nothing.' } },
      errors: ['VOLANO_RESOURCE_UNKNOWN'],
    },
    ({ params: { page }, reply }) => {
      const html = pages.find(page);
      if (html === undefined) throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'preview', id: page });
      reply.removeHeader('x-frame-options').headers(PREVIEW_HEADERS).header('cache-control', 'no-store');
      return reply.type('text/html; charset=utf-8').send(html);
    },
  );
}

const KEPT_MS = 10 * MINUTE;
const CHARACTERS_MAX = 10_000_000;

interface Kept {
  readonly html: string;
  readonly until: number;
}

/** Pages by a name of 128 random bits, each for some minutes, the oldest given up first. In the memory of this process. */
export class PreviewPages {
  readonly #pages = new Map<string, Kept>();
  readonly #now: () => number;
  #characters = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** The address below the server's origin. */
  keep(html: string): string {
    const name = randomBytes(16).toString('base64url');
    this.#pages.set(name, { html, until: this.#now() + KEPT_MS });
    this.#characters += html.length;
    for (const [old, { until }] of this.#pages) {
      if (old === name || (until > this.#now() && this.#characters <= CHARACTERS_MAX)) break;
      this.#drop(old);
    }
    return `/v1/content/pages/${name}`;
  }

  find(name: string): string | undefined {
    const kept = this.#pages.get(name);
    return kept && kept.until > this.#now() ? kept.html : undefined;
  }

  #drop(name: string): void {
    this.#characters -= this.#pages.get(name)?.html.length ?? 0;
    this.#pages.delete(name);
  }
}
