/** A message as the customer may see it. Times are ms since 1970 UTC. */
export interface InboxItem {
  readonly id: string;
  readonly channel: string;
  readonly title?: string;
  /** `html` is markup of the brand's template, with the customer's values escaped. */
  readonly format: 'html' | 'text';
  readonly body: string;
  /** Where the message leads; http(s) only. */
  readonly link?: string;
  readonly image?: string;
  readonly arrivedAt: number;
  readonly expiresAt: number;
  readonly read: boolean;
}

export interface InboxView {
  readonly unread: number;
  /** The newest first, at most 50. */
  readonly messages: readonly InboxItem[];
  /** For `older`, when there may be more. */
  readonly next?: number;
}

export interface ConnectOptions {
  /** Address of the Volano server, as browsers reach it. */
  readonly url: string;
  /** From POST /v1/inbox-tokens, which the brand's own server asks for the customer who is signed in. A function is asked again when it is over. */
  readonly token: string | (() => string | Promise<string>);
  /** Hears of every connection that breaks; the inbox comes back by itself, except with a token text that is refused (`status` 401). */
  readonly onError?: (error: unknown) => void;
}

export interface InboxConnection {
  /** Calls with the inbox as it is, now and after every change; returns what ends it. */
  onMessages(listener: (view: InboxView) => void): () => void;
  /** The customer has looked at it. Rejects with an Error that has `status` and `code`. */
  open(id: string): Promise<void>;
  /** The customer has followed a link of it, by default the main one. */
  click(id: string, link?: string): Promise<void>;
  /** The customer wants it gone. */
  archive(id: string): Promise<void>;
  older(before: number): Promise<InboxView>;
  close(): void;
}

export function connect(options: ConnectOptions): InboxConnection;
