/** Why a message came about, from its signal to what came of it: each link with the row that proves it. */
import type { ReactNode } from 'react';
import type { ChainLink, Evidence, FactEvidence } from '../../api/index.ts';
import { Proof, WhyAbout, WhyFact, WhyRule, WhyValues } from './evidence.tsx';
import { useWhyWords } from './words.ts';

/** What a fact has to tell beside its rule and what that read. */
const TELLING = ['value', 'from', 'to', 'until', 'branch', 'arm', 'channel', 'link', 'text', 'machine', 'permanent'];

export function Chain({ links }: { readonly links: readonly ChainLink[] }): ReactNode {
  const { t } = useWhyWords();
  if (links.length === 0) return <p className="soft">{t('noTrace')}</p>;
  return (
    <ol className="because-chain">
      {[...Map.groupBy(links, ({ link }) => link)].map(([name, those]) => (
        <li key={name}>
          <h4>{t(`link.${name}` as never)}</h4>
          <ol>
            {those.map(({ link, evidence }) => (
              <Row key={`${link} ${evidence.table} ${evidence.id}`} link={link} evidence={evidence} />
            ))}
          </ol>
        </li>
      ))}
    </ol>
  );
}

function Row({ link, evidence }: ChainLink): ReactNode {
  const { formats } = useWhyWords();
  return (
    <li className="because-row">
      <time className="soft">{formats.dateTime(evidence.at)}</time>
      <div>
        <Sentence link={link} evidence={evidence} /> <Proof of={evidence} />
      </div>
    </li>
  );
}

function Sentence({ link, evidence }: { readonly link: string; readonly evidence: Evidence }): ReactNode {
  const { t, names } = useWhyWords();
  if (evidence.table === 'events') {
    return (
      <>
        <strong>{names.of('event', evidence.event)}</strong> <span className="soft">{t('source', { source: evidence.source })}</span>{' '}
        <WhyValues read={evidence.properties} />
      </>
    );
  }
  // A signal that is no event: time alone led to it, and the decision is all there is.
  if (link === 'signal') return t('moment');
  return <Concluded link={link} fact={evidence} />;
}

function Concluded({ link, fact }: { readonly link: string; readonly fact: FactEvidence }): ReactNode {
  const { detail } = fact;
  const rule = (detail.rule ?? detail.reason) as string | undefined;
  // Of the trigger only its rule: the decision, which read the values, follows.
  if (link === 'trigger' && fact.kind === 'decision') return <WhyRule rule={rule} read={{ trigger: detail.trigger }} />;
  const more = Object.fromEntries(TELLING.filter((name) => detail[name] !== undefined).map((name) => [name, detail[name]]));
  return (
    <>
      <WhyFact kind={fact.kind} action={fact.action} /> <WhyAbout of={fact} /> <WhyRule rule={rule} read={detail.read} />{' '}
      <WhyValues read={more} />
    </>
  );
}
