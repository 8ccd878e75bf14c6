/** What differs between two releases, definition by definition: in words, and on demand as JSON side by side. */
import { CodeOutlined, DownOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Tag } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Change } from '../../api/index.ts';
import { useLanguage } from '../formats.ts';
import { Nothing } from '../states.tsx';
import { useWhyWords } from '../why/index.ts';
import { type Difference, differencesOf } from './compare.ts';
import { SideBySide } from './side-by-side.tsx';
import { sidesOf } from './sides.ts';
import { trimmed } from './trimmed.ts';
import { isText } from './values.ts';
import './difference.css';

/** More definitions than this are folded at first. */
const OPEN_MAX = 12;
/** Differences of one definition that are shown at first. */
const SHOWN_MAX = 12;

const TONES: Readonly<Record<Change['action'], string>> = { added: 'success', changed: 'processing', removed: 'error' };

export function Changes({ of }: { readonly of: readonly Change[] }): ReactNode {
  const { t } = useTranslation('difference');
  if (of.length === 0) return <Nothing text={t('nothing')} />;
  return (
    <ul className="difference">
      {of.map((change) => (
        <li key={`${change.kind} ${change.id}`}>
          <OneChange of={change} isFolded={of.length > OPEN_MAX} />
        </li>
      ))}
    </ul>
  );
}

/** What a definition is called, in the version that is or was. */
export function useNameOfChange(): (change: Change) => string {
  const language = useLanguage();
  return (change) => {
    const { before, after } = sidesOf(change);
    const { name } = after ?? before ?? {};
    return isText(name) ? name[language] : change.id;
  };
}

/** What a kind of definitions is called. */
export function useKindName(): (kind: string) => string {
  const { t } = useTranslation('difference');
  return (kind) => t(`kind.${kind}` as never, { defaultValue: kind });
}

/** "2 new, 1 changed". */
export function ChangeCounts({ of }: { readonly of: readonly Pick<Change, 'action'>[] }): ReactNode {
  const { t } = useTranslation('difference');
  const count = (action: Change['action']): number => of.filter((one) => one.action === action).length;
  const said = (['added', 'changed', 'removed'] as const).filter((action) => count(action) > 0);
  return said.map((action) => t(`counts.${action}`, { count: count(action) })).join(t('and'));
}

function OneChange({ of, isFolded }: { readonly of: Change; readonly isFolded: boolean }): ReactNode {
  const { t } = useTranslation('difference');
  const nameOf = useNameOfChange();
  const [isOpen, setOpen] = useState(!isFolded);
  const [isJson, setJson] = useState(false);
  const body = useId();
  const name = nameOf(of);
  return (
    <article aria-label={name}>
      <div className="difference-head">
        <Button
          type="text"
          size="small"
          aria-expanded={isOpen}
          aria-controls={body}
          icon={isOpen ? <DownOutlined /> : <RightOutlined />}
          onClick={() => setOpen(!isOpen)}
        >
          <span className="soft">{t(`kind.${of.kind}`)}</span> <strong>{name}</strong>
        </Button>
        <Tag color={TONES[of.action]}>{t(`action.${of.action}`)}</Tag>
        {isOpen && (
          <Button
            type="text"
            size="small"
            className="difference-json"
            icon={<CodeOutlined />}
            aria-pressed={isJson}
            onClick={() => setJson(!isJson)}
          >
            {t(isJson ? 'asWords' : 'asJson')}
          </Button>
        )}
      </div>
      <div id={body} hidden={!isOpen}>
        {isOpen && (isJson ? <SideBySide lines={of.lines} label={name} /> : <InWords of={of} />)}
      </div>
    </article>
  );
}

function InWords({ of }: { readonly of: Change }): ReactNode {
  const { t } = useTranslation('difference');
  const words = { t, language: useLanguage(), why: useWhyWords() };
  const [isWhole, setWhole] = useState(false);
  const all = differencesOf(sidesOf(of), words);
  const shown = isWhole ? all : all.slice(0, SHOWN_MAX);
  if (of.action === 'removed') return <p className="soft difference-plain">{t('gone')}</p>;
  if (all.length === 0) return <p className="soft difference-plain">{t('silent')}</p>;
  return (
    <>
      <ul className="difference-words">
        {shown.map((one, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two may say the same, and none moves.
          <li key={index}>
            <Sentence of={one} isNew={of.action === 'added'} />
          </li>
        ))}
      </ul>
      {shown.length < all.length && (
        <Button type="link" size="small" onClick={() => setWhole(true)}>
          {t('more', { count: all.length - shown.length })}
        </Button>
      )}
    </>
  );
}

function Sentence({ of: { about, before, after, isMoved }, isNew }: { readonly of: Difference; readonly isNew: boolean }): ReactNode {
  const { t } = useTranslation('difference');
  if (isMoved) return t('moved', { about });
  const label = <span className="soft">{about}</span>;
  const cut = before !== undefined && after !== undefined ? trimmed(before, after) : undefined;
  if (isNew)
    return (
      <>
        {label} <span className="difference-text">{after}</span>
      </>
    );
  if (cut)
    return (
      <>
        {label}{' '}
        <span className="difference-text">
          {cut.head}
          {cut.before !== '' && <del>{cut.before}</del>}
          {cut.after !== '' && <ins>{cut.after}</ins>}
          {cut.tail}
        </span>
      </>
    );
  return (
    <>
      {label} {before !== undefined && <del className="difference-text">{before}</del>}
      {before !== undefined && after !== undefined && <span aria-hidden="true"> → </span>}
      {after !== undefined && <ins className="difference-text">{after}</ins>}
    </>
  );
}
