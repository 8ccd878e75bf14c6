/** A line between two programs that can be cut and stalled: what one sends goes to the other through here. */

import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** `cut`: connections break and new ones are refused at once. `stalled`: they stay, and nothing passes. */
export type LinkState = 'open' | 'cut' | 'stalled';

export interface Target {
  /** Default: this machine's loopback. */
  readonly host?: string;
  readonly port: number;
}

const LOOPBACK = '127.0.0.1';

export class Link {
  readonly #server: Server;
  readonly #target: () => Target | undefined;
  readonly #sockets = new Set<Socket>();
  #state: LinkState = 'open';

  /** `target`: where it leads at present, asked at every connection; undefined while nobody is there. `host`: the address where it listens. */
  static async open(target: () => Target | undefined, host: string = LOOPBACK): Promise<Link> {
    const link = new Link(target);
    await new Promise<void>((resolve) => link.#server.listen(0, host, resolve));
    return link;
  }

  private constructor(target: () => Target | undefined) {
    this.#target = target;
    this.#server = createServer((near) => this.#accept(near));
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  set(state: LinkState): void {
    this.#state = state;
    for (const socket of this.#sockets) {
      if (state === 'cut') socket.resetAndDestroy();
      else if (state === 'stalled') socket.pause();
      else socket.resume();
    }
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #accept(near: Socket): void {
    const target = this.#state === 'cut' ? undefined : this.#target();
    if (target === undefined) return void near.resetAndDestroy();
    const { host = LOOPBACK, port } = target;
    const far = connect(port, host);
    this.#join(near, far);
    this.#join(far, near);
    if (this.#state === 'stalled') this.set('stalled');
  }

  #join(from: Socket, to: Socket): void {
    this.#sockets.add(from);
    from.on('data', (bytes) => {
      if (to.write(bytes)) return;
      from.pause();
      to.once('drain', () => this.#state !== 'stalled' && from.resume());
    });
    from.on('end', () => to.end());
    from.on('error', () => to.destroy());
    from.on('close', () => {
      this.#sockets.delete(from);
      to.destroy();
    });
  }
}
