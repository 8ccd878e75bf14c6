/** A message as its receiver sees it, by the type of its channel. What is markup stands in a frame that can run nothing and reach nothing. */
import { Typography } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CapturedMessage } from '../../api/index.ts';
import { Json, useFormats } from '../../kit/index.ts';

type Appearance = CapturedMessage['appearance'];

/** All that any of them may have. */
interface Look {
  readonly type: string;
  readonly to?: string;
  readonly subject?: string;
  readonly title?: string;
  readonly text?: string;
  readonly body?: string;
  readonly format?: 'html' | 'text';
  readonly segments?: number;
  readonly encoding?: string;
  readonly from?: { readonly name: string; readonly address: string };
  readonly line?: string;
  readonly link?: string | { readonly url: string; readonly title?: string; readonly description?: string };
  readonly fields?: readonly { readonly name: string; readonly value: string }[];
  readonly page?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly characters?: number;
}

export interface FaceProps {
  readonly appearance: Appearance;
  /** Address of the body as a document of its own. */
  readonly preview: string;
}

export function Face({ appearance, preview }: FaceProps): ReactNode {
  const { t } = useTranslation('outbox');
  const look = appearance as Look;
  return (
    <figure className={`face face-${look.type}`}>
      <figcaption className="soft">{t(`faces.${look.type}`, { defaultValue: look.type })}</figcaption>
      {look.type === 'email' && <Envelope look={look} />}
      {(look.subject ?? look.title) && <div className="face-title">{look.subject ?? look.title}</div>}
      {look.line && <div className="soft">{look.line}</div>}
      {look.text !== undefined && <div className="face-bubble">{look.text}</div>}
      {look.type === 'sms' && <Segments look={look} />}
      {look.fields && <Fields fields={look.fields} />}
      {look.type === 'webhook' ? (
        <Json title={t('body')} value={indented(look.body ?? '')} />
      ) : (
        look.body !== undefined && <Body look={look} preview={preview} />
      )}
      {look.link && <LinkShown link={look.link} />}
      {look.page && <code>{look.page}</code>}
    </figure>
  );
}

function Envelope({ look }: { readonly look: Look }): ReactNode {
  return (
    <div className="soft">
      {look.from && `${look.from.name} <${look.from.address}>`} {look.to && `→ ${look.to}`}
    </div>
  );
}

function Segments({ look }: { readonly look: Look }): ReactNode {
  const { t } = useTranslation('outbox');
  const formats = useFormats();
  const { segments = 1, encoding = '', characters = 0, to } = look;
  return (
    <div className="soft">
      {to} {t('segments', { count: segments, characters: formats.number(characters), encoding: encoding === 'gsm7' ? 'GSM-7' : 'UCS-2' })}
    </div>
  );
}

function Fields({ fields }: { readonly fields: NonNullable<Look['fields']> }): ReactNode {
  return (
    <dl className="face-fields">
      {fields.map(({ name, value }) => (
        <div key={`${name} ${value}`}>
          <dt className="soft">{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Body({ look, preview }: { readonly look: Look; readonly preview: string }): ReactNode {
  const { t } = useTranslation('outbox');
  if (look.format === 'text') return <div className="face-bubble">{look.body?.trim()}</div>;
  return <iframe className="face-frame" src={preview} sandbox="" title={t('preview')} referrerPolicy="no-referrer" />;
}

function LinkShown({ link }: { readonly link: NonNullable<Look['link']> }): ReactNode {
  if (typeof link === 'string') return <Typography.Text type="secondary">{link}</Typography.Text>;
  return (
    <div className="face-bubble">
      <strong>{link.title ?? link.url}</strong>
      {link.description && <div>{link.description}</div>}
    </div>
  );
}

function indented(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), undefined, 2);
  } catch {
    return body;
  }
}
