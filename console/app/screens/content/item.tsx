/** One template or block: written on the left, read as a customer on the right; its versions and what uses it below. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Tabs } from 'antd';
import { type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  Answered,
  type Change,
  ChangeBar,
  ChangeConflict,
  type LooseDefinition,
  Nothing,
  Page,
  Part,
  Publish,
  useAddress,
  useChange,
  useLanguage,
  useMay,
  useNaming,
} from '../../kit/index.ts';
import { Approve } from './approve.tsx';
import { contentQuery, type Draft, type Whom } from './asked.ts';
import { contentAt, type Kind, type Place, type Written } from './contents.ts';
import { Editor } from './editor.tsx';
import { ApprovalTag } from './library.tsx';
import { Places } from './places.tsx';
import { PreviewPane } from './preview-pane.tsx';
import { TestSend } from './test-send.tsx';
import { UsedBy } from './used-by.tsx';
import { Versions } from './versions.tsx';
import './content.css';

interface Which {
  readonly kind: Kind;
  readonly id: string;
}

export function ItemScreen({ kind, id }: Which): ReactNode {
  const { t } = useTranslation('content');
  const naming = useNaming();
  const language = useLanguage();
  const { asked, change } = useChange(kind, id);
  const written = (change?.definition ?? change?.released) as unknown as Written | null | undefined;
  return (
    <Page
      title={written?.name[language] ?? naming.of(kind, id)}
      text={
        <>
          <Link to="/content">{t('title')}</Link> · {t(`kinds.${kind}`)} · <code>{id}</code> <State kind={kind} id={id} />
        </>
      }
    >
      <Answered of={asked}>
        {() => (change && written ? <Item kind={kind} id={id} change={change} written={written} /> : <Nothing text={t('gone')} />)}
      </Answered>
    </Page>
  );
}

function State({ kind, id }: Which): ReactNode {
  const { t } = useTranslation('content');
  const item = useQuery(contentQuery).data?.find((one) => one.kind === kind && one.id === id);
  if (!item) return null;
  return (
    <>
      · {t('inForce', { version: item.version })} <ApprovalTag approval={item.approval} />
    </>
  );
}

interface Chosen {
  readonly variant?: string | undefined;
  readonly locale?: string | undefined;
}

interface ItemProps extends Which {
  readonly change: Change;
  readonly written: Written;
}

function Item({ kind, id, change, written }: ItemProps): ReactNode {
  const { t } = useTranslation('content');
  // What is changed here is saved as a change of the next release.
  const mayWrite = [useMay('content.write'), useMay('releases.write')].every(Boolean);
  const mayApprove = useMay('content.approve');
  const mayPreview = useMay('content.preview');
  const [{ variant, locale }, choose] = useAddress<Chosen>();
  const [draft, setDraft] = useState<Draft>();
  const [whom, setWhom] = useState<Whom>({});
  const place = placeIn(written, { variant, locale });
  const problems = draft?.problems ?? [];
  const edit = (next: Written): void => change.save(next as unknown as LooseDefinition);
  return (
    <>
      <ChangeBar change={change}>
        {mayApprove && mayPreview && <Approve draft={draft} flush={change.flush} />}
        <TestSend written={written} place={place} whom={whom} isBroken={problems.length > 0} />
        <Suspense fallback={null}>
          <Publish only={[{ kind, id }]} isPrimary={false} />
        </Suspense>
      </ChangeBar>
      <ChangeConflict change={change} />
      <Places written={written} place={place} problems={problems} mayWrite={mayWrite} onChoose={choose} onChange={edit} />
      <div className="content-split">
        <Part title={t('editor')}>
          <Editor written={written} place={place} problems={problems} words={draft?.words ?? []} isReadOnly={!mayWrite} onChange={edit} />
        </Part>
        <Part title={t('preview')}>
          {mayPreview ? (
            <PreviewPane written={written} place={place} whom={whom} onWhom={setWhom} onDraft={setDraft} />
          ) : (
            <Nothing text={t('noPreview')} />
          )}
        </Part>
      </div>
      <Part>
        <Tabs
          items={[
            ...(kind === 'template' && change.released !== null
              ? [{ key: 'versions', label: t('versions.title'), children: <Versions template={id} /> }]
              : []),
            { key: 'uses', label: t('usedBy.title'), children: <UsedBy kind={kind} id={id} /> },
          ]}
        />
      </Part>
    </>
  );
}

/** An address may name what is not there any more. */
function placeIn(written: Written, place: Place): Place {
  if (contentAt(written, place)) return place;
  return contentAt(written, { variant: place.variant }) ? { variant: place.variant } : {};
}
