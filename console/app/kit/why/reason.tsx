/** Why a condition holds of a customer, or does not: rule by rule, with what each read. */
import { CheckCircleFilled, CloseCircleOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { Condition, Reason } from '../../api/index.ts';
import { conditionText, ruleText } from './condition.ts';
import { WhyValues } from './evidence.tsx';
import { useWhyWords } from './words.ts';

export function ReasonTree({ of }: { readonly of: Reason }): ReactNode {
  const words = useWhyWords();
  const { t } = words;
  if (!('combinator' in of)) return <RuleRow of={of} />;
  const { combinator, not } = of;
  const group = not ? (combinator === 'and' ? 'notAnd' : 'notOr') : combinator;
  return (
    <div className="because-group">
      <Mark holds={of.holds} /> {of.rules.length === 0 ? t('group.empty') : t(`group.${group}`)}
      <ul>
        {of.rules.map((one) => (
          <li key={JSON.stringify(one)}>
            <ReasonTree of={one} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function RuleRow({ of }: { readonly of: Extract<Reason, { rule: unknown }> }): ReactNode {
  const words = useWhyWords();
  return (
    <>
      <Mark holds={of.holds} /> {ruleText(of.rule, words)} <WhyValues read={of.read} />
      {of.of && (
        <ul>
          <li>
            <ReasonTree of={of.of} />
          </li>
        </ul>
      )}
    </>
  );
}

function Mark({ holds }: { readonly holds: boolean }): ReactNode {
  const { t } = useWhyWords();
  const label = t(`value.${holds}`);
  return holds ? (
    <CheckCircleFilled className="because-holds" aria-label={label} role="img" />
  ) : (
    <CloseCircleOutlined className="because-fails" aria-label={label} role="img" />
  );
}

/** A condition in words. */
export function ConditionText({ of }: { readonly of: Condition }): ReactNode {
  return conditionText(of, useWhyWords());
}
