/** The receiving end of a channel that fails at times: says no, breaks off, or takes what it got and is killed with its sender before it can say so. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LOCAL, Receiver } from '../../src/act/channels/receiver.suite.ts';
import { hashUnit } from '../../src/base/index.ts';

export class Post {
  /** Ids that were answered with success. */
  readonly taken: Set<string> = new Set();
  isWell = false;
  readonly #receiver: Receiver;
  readonly #seed: string;
  #asked = 0;

  /** Configures the channel `post` of the data folder. */
  static async open(folder: string, seed: string): Promise<Post> {
    const receiver = await Receiver.open();
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'post.key'), 'a signing secret of enough bytes', { mode: 0o600 });
    const post = { carrier: 'webhook', url: receiver.url, secret: 'file:post.key', ...LOCAL };
    await writeFile(join(folder, 'channels.json'), JSON.stringify({ post }), { mode: 0o600 });
    return new Post(receiver, seed);
  }

  private constructor(receiver: Receiver, seed: string) {
    this.#receiver = receiver;
    this.#seed = seed;
    receiver.answer = (response, { headers }) => {
      const mood = this.isWell ? 1 : hashUnit(this.#seed, `post ${this.#asked++}`);
      if (mood < 0.05) response.destroy();
      else if (mood < 0.2) response.writeHead(503).end();
      else {
        this.taken.add(String(headers['webhook-id']));
        response.end();
      }
    };
  }

  close(): Promise<void> {
    return this.#receiver.close();
  }
}
