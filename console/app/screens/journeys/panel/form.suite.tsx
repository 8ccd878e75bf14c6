/** Forms in front of a document that they change, for tests. */
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { type ReactNode, useState } from 'react';
import { SHOP } from '../../../test/answers.ts';
import { renderConsole } from '../../../test/render.tsx';

const NAMES = {
  ...SHOP['/v1/names'],
  template: { hello: { en: 'Hello', zh: '问候' } },
  channel: { sms: { en: 'Text message', zh: '短信' }, email: { en: 'E-mail', zh: '邮件' } },
  purpose: { offers: { en: 'Offers', zh: '优惠信息' } },
  tag: { vip: { en: 'VIP', zh: '贵宾' } },
  trait: { city: { en: 'City', zh: '城市' }, birthday: { en: 'Birthday', zh: '生日' } },
  segment: { members: { en: 'Members', zh: '会员' } },
  benefit: { coupon: { en: 'Coupon', zh: '优惠券' } },
};

type Form<Document> = (of: Document, onChange: (next: Document) => void) => ReactNode;

interface EditedProps<Document> {
  readonly first: Document;
  readonly form: Form<Document>;
  readonly onChange: (next: Document) => void;
}

function Edited<Document>({ first, form, onChange }: EditedProps<Document>): ReactNode {
  const [of, set] = useState(first);
  const change = (next: Document): void => {
    onChange(next);
    set(next);
  };
  return <section aria-label="edited">{form(of, change)}</section>;
}

/** What the document has come to, after everything that is done to the form. */
export async function edit<Document>(first: Document, form: Form<Document>): Promise<() => Document> {
  let latest = first;
  const keep = (next: Document): void => {
    latest = next;
  };
  cleanup();
  await renderConsole(<Edited first={first} form={form} onChange={keep} />, { answers: { ...SHOP, '/v1/names': NAMES } });
  await screen.findByLabelText('edited');
  return () => latest;
}

/** Writes into the field of this label. */
export function write(label: string, value: string): void {
  const field = screen.getByLabelText(label);
  fireEvent.change(field, { target: { value } });
  fireEvent.blur(field);
}

export function tick(label: string): void {
  fireEvent.click(screen.getByLabelText(label));
}

/** By its label or what stands on it: roles take long to find where much is shown. */
export function buttonOf(name: string): HTMLButtonElement {
  const found = [...document.querySelectorAll('button')].find((one) => (one.getAttribute('aria-label') ?? one.textContent) === name);
  if (!found) throw new Error(`no button ${name}`);
  return found;
}

export function press(name: string): void {
  fireEvent.click(buttonOf(name));
}

/** Chooses an option of the field of this label; of several fields, of the one at `index`. */
export async function choose(label: string, option: string, index = 0): Promise<void> {
  fireEvent.mouseDown(screen.getAllByLabelText(label)[index]!);
  const found = await waitFor(() => {
    const offered = document.querySelectorAll('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option-content');
    const one = [...offered].findLast(({ textContent }) => textContent === option);
    if (!one) throw new Error(`${label} offers ${[...offered].map(({ textContent }) => textContent).join()}`);
    return one;
  });
  fireEvent.click(found);
}
