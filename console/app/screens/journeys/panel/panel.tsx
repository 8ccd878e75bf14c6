/** Beside the canvas: all that is said of the chosen step, or of the journey itself, and what has become of customers there. */
import { CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { StepFigures } from '../../../api/index.ts';
import { useFormats } from '../../../kit/index.ts';
import { StepIcon } from '../canvas/icons.tsx';
import type { Journey, Step } from '../model/document.ts';
import { countKey, useJourneyWords } from '../words.ts';
import { type Fact, factsOf, journeyFacts } from './facts.ts';
import './panel.css';

export interface SideProps {
  readonly title: string;
  readonly type: Parameters<typeof StepIcon>[0]['type'];
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The frame: it takes the focus when it opens, and Escape closes it. */
export function Side({ title, type, onClose, children }: SideProps): ReactNode {
  const { t } = useTranslation('journeys');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const press = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    onClose();
  };
  return (
    <aside className="journey-side" aria-label={title} onKeyDown={press}>
      <header>
        <StepIcon type={type} />
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <Button type="text" size="small" icon={<CloseOutlined />} aria-label={t('close')} onClick={onClose} />
      </header>
      <div className="journey-side-body">{children}</div>
    </aside>
  );
}

export function StepReading({ of, figures }: { readonly of: Step; readonly figures: StepFigures | undefined }): ReactNode {
  const words = useJourneyWords();
  return (
    <>
      <p className="journey-side-line">{words.summary(of)}</p>
      <Facts of={factsOf(of, words)} />
      {figures && <Became of={figures} step={of} />}
      <p className="soft">
        {words.t('fields.id')} <code>{of.id}</code>
      </p>
    </>
  );
}

export function JourneyReading({ of }: { readonly of: Journey }): ReactNode {
  return <Facts of={journeyFacts(of, useJourneyWords())} />;
}

function Facts({ of }: { readonly of: readonly Fact[] }): ReactNode {
  return (
    <dl className="journey-facts">
      {of.map(([label, value]) => (
        <div key={`${label} ${value}`}>
          <dt className="soft">{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What has become of whoever came to the step. */
export function Became({ of, step }: { readonly of: StepFigures; readonly step: Step }): ReactNode {
  const words = useJourneyWords();
  const { t } = words;
  const formats = useFormats();
  const by = { ...of.exitedBy, ...of.failedBy };
  return (
    <section className="journey-became">
      <h3>{t('became')}</h3>
      <dl className="journey-facts">
        {(['entered', 'waiting', 'proceeded', 'exited', 'failed'] as const).map((name) => (
          <div key={name}>
            <dt className="soft">{t(`counts.${countKey(name, step)}`)}</dt>
            <dd>{formats.number(of[name])}</dd>
          </div>
        ))}
      </dl>
      {Object.keys(by).length > 0 && (
        <ul className="journey-by">
          {Object.entries(by).map(([rule, count]) => (
            <li key={rule}>
              {words.words.rule(rule)} <span className="soft">{formats.number(count)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
