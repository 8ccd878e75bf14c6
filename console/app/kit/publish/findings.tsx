/** What lints have found: errors keep a release from being made unless they are accepted by name, warnings do not. */
import { CloseCircleFilled, DownOutlined, RightOutlined, WarningFilled } from '@ant-design/icons';
import { Button, Checkbox } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LintFinding, Review } from '../../api/index.ts';
import { useKindName } from '../difference/index.ts';
import { useLanguage } from '../formats.ts';
import { usePlanNames } from './names.ts';
import type { Edits } from './said.ts';

/** Of a step that goes while customers rest there: answered by saying what becomes of them. */
const OCCUPIED = 'occupied-step';

/** Of a sensitive word that is new or changed: answered by a person. */
export const SENSITIVE_REVIEW = 'sensitive-word-review';

/** What is still to be answered, those about what changes before those about the rest of the project. */
export function openFindings({ findings, changes }: Pick<Review, 'findings' | 'changes'>, edits: Edits): readonly LintFinding[] {
  const changed = new Set(changes.map(({ kind, id }) => `${kind} ${id}`));
  const isNear = ({ kind, id }: LintFinding): number => (changed.has(`${kind} ${id}`) ? 0 : 1);
  const isGrave = ({ severity }: LintFinding): number => (severity === 'error' ? 0 : 1);
  return findings
    .filter(({ lint, id, path }) => lint !== OCCUPIED || edits[id]?.[path.replace('edits.', '')] === undefined)
    .sort((a, b) => isGrave(a) - isGrave(b) || isNear(a) - isNear(b));
}

/** Lints whose errors nobody has accepted. */
export function blocking(findings: readonly LintFinding[], accepted: readonly string[]): readonly string[] {
  return [
    ...new Set(
      findings
        .filter(({ severity, lint, final }) => severity === 'error' && (final === true || !accepted.includes(lint)))
        .map(({ lint }) => lint),
    ),
  ];
}

/** Warnings about what the release leaves as it is: they were there before. Of an error one has to know all the same. */
function isOfTheRest({ severity, kind, id }: LintFinding, changes: Review['changes'] | undefined): boolean {
  return severity !== 'error' && changes !== undefined && !changes.some((one) => one.kind === kind && one.id === id);
}

export interface FindingsProps {
  readonly of: readonly LintFinding[];
  /** What is about none of these stands folded at the end; absent: nothing is folded. */
  readonly changes?: Review['changes'];
  readonly accepted: readonly string[];
  /** Absent where it is only to be read. */
  readonly onAccept?: ((lints: readonly string[]) => void) | undefined;
}

/** Findings that are shown at first. */
const SHOWN_MAX = 5;

export function Findings({ of: all, changes, accepted, onAccept }: FindingsProps): ReactNode {
  const { t } = useTranslation('publish');
  const [isWhole, setWhole] = useState(false);
  const [isUnfolded, setUnfolded] = useState(false);
  const rest = all.filter((one) => isOfTheRest(one, changes));
  const of = all.filter((one) => !rest.includes(one));
  const errors = [...new Set(of.filter(({ severity, final }) => severity === 'error' && final !== true).map(({ lint }) => lint))];
  // Every error is shown, however many there are.
  const shown = isWhole ? of : of.filter(({ severity }, index) => severity === 'error' || index < SHOWN_MAX);
  return (
    <>
      {of.length === 0 && <p className="soft">{t('findings.none')}</p>}
      <List of={shown} />
      {shown.length < of.length && (
        <Button type="link" size="small" onClick={() => setWhole(true)}>
          {t('findings.more', { count: of.length - shown.length })}
        </Button>
      )}
      {onAccept &&
        errors.map((lint) => (
          <Checkbox
            key={lint}
            checked={accepted.includes(lint)}
            onChange={({ target }) => onAccept(target.checked ? [...accepted, lint] : accepted.filter((one) => one !== lint))}
          >
            {t('findings.accept')} <code>{lint}</code>
          </Checkbox>
        ))}
      {rest.length > 0 && (
        <Button type="link" size="small" className="publish-rest" aria-expanded={isUnfolded} onClick={() => setUnfolded(!isUnfolded)}>
          {isUnfolded ? <DownOutlined aria-hidden /> : <RightOutlined aria-hidden />} {t('findings.rest', { count: rest.length })}
        </Button>
      )}
      {isUnfolded && <List of={rest} />}
    </>
  );
}

function List({ of }: Pick<FindingsProps, 'of'>): ReactNode {
  if (of.length === 0) return null;
  return (
    <ul className="publish-findings">
      {of.map((finding) => (
        <li key={`${finding.lint} ${finding.kind} ${finding.id} ${finding.path} ${finding.text.en}`}>
          <Finding of={finding} />
        </li>
      ))}
    </ul>
  );
}

function Finding({ of: { severity, kind, id, path, text, lint } }: { readonly of: LintFinding }): ReactNode {
  const { t } = useTranslation('publish');
  const language = useLanguage();
  const nameOf = usePlanNames();
  const kindOf = useKindName();
  const isError = severity === 'error';
  const label = t(`findings.${severity}`);
  return (
    <>
      {isError ? (
        <CloseCircleFilled className="publish-error" aria-label={label} role="img" />
      ) : (
        <WarningFilled className="publish-warn" aria-label={label} role="img" />
      )}
      <div>
        <div>{text[language]}</div>
        <div className="soft">
          {kindOf(kind)} {nameOf(kind, id)} {path && <code>{path}</code>} <code>{lint}</code>
        </div>
      </div>
    </>
  );
}
