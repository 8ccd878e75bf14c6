/** How a message looks on a device: an e-mail in a frame that can run and reach nothing, words as words. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../kit/index.ts';
import type { Draft } from './asked.ts';
import type { Device } from './preview-pane.tsx';
import { MarkedText } from './sensitive.tsx';

type Shown = NonNullable<Draft['shown']>;

export function Face({ shown, device }: { readonly shown: Shown; readonly device: Device }): ReactNode {
  const { t } = useTranslation('content');
  const { subject, preview, page, text, words = [] } = shown;
  const marked = (said: string, fields: readonly string[]): ReactNode => (
    <MarkedText text={said} words={words.filter(({ field }) => fields.includes(field))} />
  );
  return (
    <figure className={`content-face content-${device}`}>
      {(subject !== undefined || preview !== undefined) && (
        <figcaption className="content-head">
          <div className="content-subject">{subject !== undefined && marked(subject, ['subject'])}</div>
          {preview !== undefined && <div className="soft">{marked(preview, ['preview'])}</div>}
        </figcaption>
      )}
      {page === undefined ? (
        <div className="content-bubble">{marked(text.trim(), ['body', 'text'])}</div>
      ) : (
        <iframe className="content-frame" src={page} sandbox="" title={t('frame')} referrerPolicy="no-referrer" />
      )}
      {page === undefined && <SmsLength shown={shown} />}
    </figure>
  );
}

/** Words alone may go out as an SMS: what it comes to, without signature and opt-out. */
function SmsLength({ shown: { sms } }: { readonly shown: Shown }): ReactNode {
  const { t } = useTranslation('content');
  const formats = useFormats();
  const { segments, units, encoding, foreign } = sms;
  return (
    <div className="soft">
      {t('sms', { count: segments, units: formats.number(units), encoding: encoding === 'gsm7' ? 'GSM-7' : 'UCS-2' })}
      {foreign.length > 0 && foreign.length <= 5 && ` ${t('foreign', { characters: foreign.join(' ') })}`}
    </div>
  );
}
