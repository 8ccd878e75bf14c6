/** What the console says, for tests that look for it on the screen: from the catalogues, in either language. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const APP = join(import.meta.dirname, 'app');
const SHELL = 'shell';

export type Language = 'en' | 'zh';

type Values = Readonly<Record<string, string | number>>;

export interface Words {
  /** The text of `namespace:key`, as it is filled; throws where there is none. */
  readonly say: (key: string, values?: Values) => string;
  /** Whatever stands in its holes that are not filled. */
  readonly like: (key: string, values?: Values) => RegExp;
  /** The name of a button: antd parts two Chinese characters by a space, and an icon stands before it. */
  readonly button: (key: string, values?: Values) => RegExp;
}

export function wordsIn(language: Language): Words {
  const catalogues = new Map<string, unknown>([[SHELL, read(join(APP, 'texts', `${language}.json`))]]);
  for (const room of ['kit', 'screens'])
    for (const { name, parentPath } of readdirSync(join(APP, room), { withFileTypes: true }).filter((one) => one.isDirectory()))
      catalogues.set(name, read(join(parentPath, name, 'texts', `${language}.json`)));
  const say = (key: string, values: Values = {}): string => {
    const [namespace, path] = key.split(':') as [string, string];
    const text = path.split('.').reduce<unknown>((within, part) => (within as Values | undefined)?.[part], catalogues.get(namespace));
    if (typeof text !== 'string') throw new Error(`no text "${key}" in ${language}`);
    return text.replace(/\{\{(\w+)\}\}/g, (hole, name: string) => String(values[name] ?? hole));
  };
  const like = (key: string, values?: Values): RegExp =>
    new RegExp(
      say(key, values)
        .split(/\{\{\w+\}\}/)
        .map(literally)
        .join('.+'),
    );
  const button = (key: string, values?: Values): RegExp => {
    const text = say(key, values);
    const said = /^\p{Script=Han}{2}$/u.test(text) ? [...text].join('\\s?') : literally(text);
    return new RegExp(`(^|\\s)${said}$`);
  };
  return { say, like, button };
}

/** A pattern of this text and no other. */
export function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

function read(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    // Not every folder has texts.
    return undefined;
  }
}
