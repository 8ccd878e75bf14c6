/** A segment or tag, edited: who belongs, and beside it what that comes to right now. What is edited is kept as an unpublished change. */
import { Link } from '@tanstack/react-router';
import { Alert } from 'antd';
import { type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import {
  Answered,
  type Change,
  ChangeBar,
  ChangeConflict,
  ConditionEditor,
  Loading,
  NoPermission,
  Nothing,
  Page,
  Part,
  Publish,
  useChange,
  useLanguage,
  useMay,
  useNaming,
} from '../../kit/index.ts';
import { changed, conditionIn, conditionKey, type Draft, type Kind } from './draft.ts';
import { Fields } from './fields.tsx';
import { LivePreview } from './live-preview.tsx';
import './segments.css';

interface BuilderProps {
  readonly kind: Kind;
  readonly id: string;
}

export function BuilderScreen(props: BuilderProps): ReactNode {
  const { t } = useTranslation('segments');
  const names = useNaming();
  const [mayWrite, mayRead] = [useMay('releases.write'), useMay('releases.read')];
  if (mayWrite && mayRead) return <Opened {...props} />;
  return (
    <Page title={names.of(props.kind, props.id)} text={t(`kinds.${props.kind}`)} actions={<Link to="/segments">{t('all')}</Link>}>
      <NoPermission permission={mayRead ? 'releases.write' : 'releases.read'} />
    </Page>
  );
}

function Opened({ kind, id }: BuilderProps): ReactNode {
  const { t } = useTranslation('segments');
  const language = useLanguage();
  const { asked, change } = useChange(kind, id);
  const name = (change?.definition?.name as Readonly<Record<string, string>> | undefined)?.[language];
  const back = change?.released ? (
    <Link to="/segments/$kind/$id" params={{ kind, id }}>
      {t('builder.back')}
    </Link>
  ) : (
    <Link to="/segments">{t('all')}</Link>
  );
  return (
    <Page title={name || id} text={t(`builder.${kind}`)} actions={back}>
      <Answered of={asked}>
        {() =>
          change?.definition ? (
            <Builder kind={kind} change={change} draft={change.definition} />
          ) : (
            <Nothing text={t('builder.unknown', { name: id })} hint={<Link to="/segments">{t('all')}</Link>} />
          )
        }
      </Answered>
    </Page>
  );
}

interface EditedProps {
  readonly kind: Kind;
  readonly change: Change;
  readonly draft: Draft;
}

function Builder({ kind, change, draft }: EditedProps): ReactNode {
  const { t } = useTranslation('segments');
  const set = (parts: Draft): void => change.save(changed(draft, parts));
  return (
    <>
      <ChangeConflict change={change} />
      <div className="segments-bar">
        <ChangeBar change={change}>
          <Suspense fallback={null}>
            <Publish only={[{ kind, id: String(draft.id) }]} isPrimary={false} />
          </Suspense>
        </ChangeBar>
      </div>
      <div className="segments-builder">
        <div className="segments-edited">
          <Part title={t('definition')}>
            <Suspense fallback={<Loading />}>
              <ConditionEditor
                label={t('definition')}
                value={conditionIn(draft, kind)}
                onChange={(condition) => set({ [conditionKey(kind)]: condition })}
              />
            </Suspense>
          </Part>
          <Part title={t('builder.about')}>
            <Fields kind={kind} draft={draft} onChange={set} />
          </Part>
          <Problems of={change} />
        </div>
        <LivePreview kind={kind} draft={draft} />
      </div>
    </>
  );
}

/** What the server finds wrong with it. */
function Problems({ of: { problems } }: { readonly of: Change }): ReactNode {
  const { t } = useTranslation('segments');
  if (problems.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={t('builder.problems')}
      description={
        <ul className="segments-problems">
          {problems.map(({ path, message }) => (
            <li key={`${path} ${message}`}>{message}</li>
          ))}
        </ul>
      }
    />
  );
}
