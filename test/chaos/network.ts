/**
 * Machines of a network of our own: each has a network namespace and one line to a switch, where the services and this program are. What is cut off loses
 * packets and hears nothing of it, as behind a pulled plug. Where there is no network of our own, everybody is on this machine's loopback, and nothing can
 * be cut.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Machine } from '../cluster/kafka.ts';

/** None outlives this program, however it ends. */
const HOLDERS = new Set<ChildProcess>();
process.once('exit', () => {
  for (const holder of HOLDERS) holder.kill('SIGKILL');
});

const SWITCH = 'switch0';
const NET = '10.77.0';
const LOOPBACK = '127.0.0.1';

interface Line {
  readonly machine: Machine;
  /** Keeps the namespace. */
  readonly holder: ChildProcess;
  /** The switch's end of its line. */
  readonly end: string;
}

export class Network {
  readonly #lines = new Map<string, Line>();
  /** Addresses of this program and of services beside it, one for each. */
  readonly #here: ReadonlyMap<string, string>;

  /** `here`: who is at the switch itself; `machines`: who has a machine. */
  static async make({ here, machines }: { readonly here: readonly string[]; readonly machines: readonly string[] }): Promise<Network> {
    const network = new Network(new Map(here.map((name, index) => [name, `${NET}.${1 + index}`])));
    ip('link', 'add', SWITCH, 'type', 'bridge');
    for (const address of network.#here.values()) ip('address', 'add', `${address}/24`, 'dev', SWITCH);
    ip('link', 'set', SWITCH, 'up');
    try {
      for (const [index, name] of machines.entries()) await network.#plugIn(name, 100 + index);
    } catch (error) {
      network.close();
      throw error;
    }
    return network;
  }

  /** Without a network of our own. */
  static loopback(): Network {
    return new Network(new Map());
  }

  private constructor(here: ReadonlyMap<string, string>) {
    this.#here = here;
  }

  /** Of this program, or of a service beside it. */
  addressOf(name: string): string {
    return this.#here.get(name) ?? LOOPBACK;
  }

  machine(name: string): Machine {
    return this.#lines.get(name)?.machine ?? { address: LOOPBACK, inside: [] };
  }

  /** From everybody. */
  cut(name: string): void {
    ip('link', 'set', this.#end(name), 'down');
  }

  mend(name: string): void {
    ip('link', 'set', this.#end(name), 'up');
  }

  /** What the machine sends there goes nowhere; what comes from there arrives. */
  block(name: string, addresses: readonly string[]): void {
    for (const address of addresses) this.#route(name, 'add', address);
  }

  unblock(name: string, addresses: readonly string[]): void {
    for (const address of addresses) this.#route(name, 'del', address);
  }

  close(): void {
    for (const { holder } of this.#lines.values()) holder.kill('SIGKILL');
    if (this.#here.size > 0) ip('link', 'del', SWITCH);
  }

  #end(name: string): string {
    const line = this.#lines.get(name);
    if (!line)
      throw new Error(
        'Nothing can be cut off without a network of our own: run as root, or with --without network_cut,network_cut_long,carrier_cut,broker_cut',
      );
    return line.end;
  }

  #route(name: string, what: 'add' | 'del', address: string): void {
    this.#end(name);
    const { inside } = this.machine(name);
    const [command = '', ...words] = [...inside, 'ip', 'route', what, 'blackhole', `${address}/32`];
    execFileSync(command, words, { stdio: ['ignore', 'ignore', 'pipe'] });
  }

  async #plugIn(name: string, number: number): Promise<void> {
    const holder = spawn('unshare', ['--net', 'sleep', 'infinity'], { stdio: 'ignore' });
    HOLDERS.add(holder);
    holder.once('exit', () => HOLDERS.delete(holder));
    const space = `/proc/${holder.pid}/ns/net`;
    const ours = readlinkSync('/proc/self/ns/net');
    while (readlinkSync(space) === ours) await sleep(5);
    const end = `line${number}`;
    ip('link', 'add', end, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', String(holder.pid));
    ip('link', 'set', end, 'master', SWITCH, 'up');
    const inside = ['nsenter', `--net=${space}`];
    const address = `${NET}.${number}`;
    const commands = `ip address add ${address}/24 dev eth0 && ip link set eth0 up && ip link set lo up`;
    execFileSync(inside[0]!, [...inside.slice(1), 'sh', '-c', commands], { stdio: ['ignore', 'ignore', 'pipe'] });
    this.#lines.set(name, { machine: { address, inside }, holder, end });
  }
}

function ip(...words: readonly string[]): void {
  execFileSync('ip', words, { stdio: ['ignore', 'ignore', 'pipe'] });
}
