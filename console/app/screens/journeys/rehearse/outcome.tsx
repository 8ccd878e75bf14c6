/** What came of a test: in a sentence, as a chain in order of time, and the messages as they would read. */
import { Alert, Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Happening, RehearsedJourney, RehearsedMessage } from '../../../api/index.ts';
import { Nothing, Part, useFormats, useNaming, useWhyWords, WhyAbout, WhyFact, WhyRule, WhyValues } from '../../../kit/index.ts';
import { findStep, type Journey } from '../model/document.ts';
import { useJourneyWords } from '../words.ts';

export interface OutcomeProps {
  readonly of: RehearsedJourney;
  readonly journey: Journey;
  readonly onOpen: (step: string) => void;
}

export function Outcome({ of, journey, onOpen }: OutcomeProps): ReactNode {
  const { t } = useTranslation('journeys');
  return (
    <>
      <Part title={t('test.happened')}>
        <Summary of={of} />
        {of.known && <Known of={of.known} />}
        <ol className="rehearsal-chain" aria-label={t('test.happened')}>
          {of.happenings.map((one, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: they stand in order of time, and never change
            <Row key={index} of={one} journey={journey} onOpen={onOpen} />
          ))}
        </ol>
        {of.more > 0 && <p className="soft">{t('test.more', { count: of.more })}</p>}
      </Part>
      <Part title={t('test.messages')}>
        {of.messages.length === 0 ? (
          <Nothing text={t('test.noMessages')} />
        ) : (
          of.messages.map((one) => <Message key={one.message} of={one} />)
        )}
      </Part>
    </>
  );
}

function Summary({ of }: { readonly of: RehearsedJourney }): ReactNode {
  const { t } = useTranslation('journeys');
  const formats = useFormats();
  const { entered, whyNot, inside, start, end, release } = of;
  const text = entered > 0 ? t('test.entered', { count: entered }) : t('test.notEntered');
  return (
    <Alert
      role="status"
      type={entered > 0 ? 'success' : 'warning'}
      showIcon
      title={text}
      description={
        <>
          {whyNot && (
            <p>
              <WhyRule rule={whyNot.rule} read={whyNot.read} />
            </p>
          )}
          {inside && <p>{t('test.insideStill', { when: formats.dateTime(inside.at) })}</p>}
          <p className="soft">
            {t('test.about', { from: formats.dateTime(start), to: formats.dateTime(end), release, zone: of.timeZone })}
          </p>
        </>
      }
    />
  );
}

/** What was so when it began, and is not as it may seem. */
function Known({ of }: { readonly of: NonNullable<RehearsedJourney['known']> }): ReactNode {
  const { t } = useTranslation('journeys');
  const formats = useFormats();
  const names = useNaming();
  const { inside, leftOut, unknownPast } = of;
  const unknown = unknownPast.map(({ kind, id }) => names.of(kind, id)).join(t('test.known.comma'));
  return (
    <>
      {leftOut && <Alert type="warning" showIcon title={t(`test.known.${leftOut}`)} />}
      {inside && <p className="soft">{t('test.known.inside', { when: formats.dateTime(inside.at) })}</p>}
      {unknown !== '' && <Alert type="info" showIcon title={t('test.known.unknownPast')} description={unknown} />}
    </>
  );
}

interface RowProps {
  readonly of: Happening;
  readonly journey: Journey;
  readonly onOpen: (step: string) => void;
}

function Row({ of, journey, onOpen }: RowProps): ReactNode {
  const formats = useFormats();
  return (
    <li className="because-row">
      <time className="soft">{formats.dateTime(of.at)}</time>
      <div>{of.kind === 'act' ? <Act of={of} /> : <Concluded of={of} journey={journey} onOpen={onOpen} />}</div>
    </li>
  );
}

function Act({ of: { action, name, detail } }: { readonly of: Happening }): ReactNode {
  const { t } = useTranslation('journeys');
  const names = useNaming();
  const said = action === 'consent' ? names.of('purpose', name) : name;
  const kind = action === 'consent' && detail.granted === false ? 'withdrawn' : action;
  return (
    <>
      <Tag color="processing">{t(`test.does.${kind}` as never)}</Tag> <strong>{said}</strong>{' '}
      {action !== 'consent' && <WhyValues read={detail} />}
    </>
  );
}

/** What a fact has to tell beside its rule and what that read. */
const TELLING = ['until', 'branch', 'arm', 'channel', 'text'];

function Concluded({ of, journey, onOpen }: RowProps): ReactNode {
  const words = useJourneyWords();
  const { kind, action, name, step, detail } = of;
  const isOwn = (of.journey ?? name) === journey.id;
  const found = isOwn && step !== undefined ? findStep(journey, step) : undefined;
  const rule = (detail.rule ?? detail.reason) as string | undefined;
  const more = Object.fromEntries(TELLING.filter((field) => detail[field] !== undefined).map((field) => [field, detail[field]]));
  return (
    <>
      <WhyFact kind={kind} action={action} />{' '}
      {found && step !== undefined ? (
        <button type="button" className="as-link" onClick={() => onOpen(step)}>
          {words.step(found.step)}
        </button>
      ) : (
        <WhyAbout of={of} />
      )}{' '}
      <WhyRule rule={rule} read={detail.read} /> <WhyValues read={more} />
    </>
  );
}

function Message({ of }: { readonly of: RehearsedMessage }): ReactNode {
  const { t } = useTranslation('journeys');
  const { names, formats, rule } = useWhyWords();
  const { template, channel, status, decidedAt, to, reason, content } = of;
  return (
    <article className="rehearsal-message" aria-label={names.of('template', template)}>
      <header>
        <strong>{names.of('template', template)}</strong>{' '}
        <span className="soft">
          {names.of('channel', channel)} · <time>{formats.dateTime(decidedAt)}</time>
          {to !== undefined && ` · ${to}`}
        </span>{' '}
        <Tag color={status === 'sent' ? 'success' : status === 'waiting' ? 'processing' : 'warning'}>{t(`test.status.${status}`)}</Tag>
        {reason !== undefined && <span className="soft">{rule(reason)}</span>}
      </header>
      {content?.subject !== undefined && <p className="rehearsal-subject">{content.subject}</p>}
      {content && <p className="rehearsal-body">{readable(content)}</p>}
    </article>
  );
}

/** Its words: how it looks is for the content library. */
function readable({ format, body }: NonNullable<RehearsedMessage['content']>): string {
  if (format !== 'html') return body;
  const page = new DOMParser().parseFromString(body.replace(/<\/(p|div|tr|h\d|li)>|<br\s*\/?>/gi, '$&\n'), 'text/html');
  for (const hidden of page.querySelectorAll('style, script, title')) hidden.remove();
  return (page.body.textContent ?? '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/\s*\n\s*/g, '\n')
    .trim();
}
