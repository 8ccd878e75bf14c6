/**
 * A condition, built of rules and groups. Whatever the language can say is kept: what no form here can show stands in words and can be
 * edited as JSON. `onChange` gets a whole document, perhaps with rules that still lack what they ask for (`isFilled`).
 */
import { QueryBuilderAntD } from '@react-querybuilder/antd';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { QueryBuilder, type RuleGroupType } from 'react-querybuilder';
import 'react-querybuilder/dist/query-builder-layout.css';
import type { Condition } from '../../api/index.ts';
import { ConditionText, useWhyWords } from '../why/index.ts';
import { AddAction, CloneAction, Combinator, FieldSelector, NotToggle, OperatorSelector, RemoveAction, Shift } from './controls.tsx';
import { conditionOf, misshapen, type Query, queryOf } from './document.ts';
import { JsonDoor } from './json-door.tsx';
import { firstValue, operatorsFor } from './operators.ts';
import { type EditorProps, firstField, knownAt, type Place, PlaceContext, useFieldChoices } from './scope.ts';
import { settled } from './settle.ts';
import { ValueEditor, ValueForm } from './value.tsx';
import { useVocabulary } from './vocabulary.ts';
import './condition.css';

const CONTROLS = {
  addRuleAction: AddAction,
  addGroupAction: AddAction,
  cloneRuleAction: CloneAction,
  cloneGroupAction: CloneAction,
  removeRuleAction: RemoveAction,
  removeGroupAction: RemoveAction,
  combinatorSelector: Combinator,
  notToggle: NotToggle,
  shiftActions: Shift,
  fieldSelector: FieldSelector,
  operatorSelector: OperatorSelector,
  valueEditor: ValueEditor,
};

export function ConditionEditor(props: EditorProps): ReactNode {
  const { value, onChange, about = 'customer', event = '', list, label, isInner = false } = props;
  const vocabulary = useVocabulary();
  const words = useWhyWords();
  const place: Place = useMemo(
    () => ({ about, event, list, vocabulary, words, isTimeless: about === 'event', Editor: ConditionEditor, ValueForm }),
    [about, event, list, vocabulary, words],
  );
  return (
    <PlaceContext value={place}>
      <section aria-label={label} className={isInner ? 'condition condition-inner' : 'condition'}>
        <Builder value={value} onChange={onChange} place={place} />
        {!isInner && (
          <div className="condition-foot">
            <p className="condition-words">
              <ConditionText of={value} />
            </p>
            <JsonDoor value={value} onChange={(next) => onChange(next as Condition)} misshapen={misshapen} />
          </div>
        )}
      </section>
    </PlaceContext>
  );
}

interface BuilderProps extends Pick<EditorProps, 'value' | 'onChange'> {
  readonly place: Place;
}

function Builder({ value, onChange, place }: BuilderProps): ReactNode {
  const [held, setHeld] = useState(() => ({ document: value, query: queryOf(value) }));
  // What comes from elsewhere takes the place of what is held; what was said here comes back as it was.
  const shown =
    held.document === value || JSON.stringify(held.document) === JSON.stringify(value) ? held : { document: value, query: queryOf(value) };
  if (shown !== held) setHeld(shown);
  const choices = useFieldChoices(place);
  const typeOf = (field: string) => knownAt(field, place).type;
  const change = (next: Query): void => {
    const query = settled(shown.query, next, { typeOf, isTimeless: place.isTimeless });
    const document = conditionOf(query);
    const isSame = JSON.stringify(document) === JSON.stringify(shown.document);
    setHeld({ document: isSame ? shown.document : document, query });
    if (!isSame) onChange(document);
  };
  return (
    <QueryBuilderAntD>
      <QueryBuilder
        query={shown.query as RuleGroupType}
        onQueryChange={(next) => change(next as Query)}
        fields={FIELDS}
        getDefaultField={() => firstField(choices)}
        getDefaultOperator={(field) => operatorsFor(typeOf(field), place.isTimeless).common[0]!}
        getDefaultValue={({ field, operator }) => firstValue(operator, typeOf(field))}
        controlElements={CONTROLS as never}
        combinators={useCombinators()}
        translations={useTranslations() as never}
        controlClassnames={CLASSES}
        enableMountQueryChange={false}
        resetOnFieldChange={false}
        resetOnOperatorChange={false}
        autoSelectField
        autoSelectOperator
        addRuleToNewGroups
        showNotToggle
        showCloneButtons
        showShiftActions
      />
    </QueryBuilderAntD>
  );
}

/** Which fields there are is the matter of the selector. */
const FIELDS = [{ name: 'trait.id', label: '' }];
const CLASSES = { queryBuilder: 'queryBuilder-branches' };

function useCombinators() {
  const { t } = useTranslation('condition');
  return [
    { name: 'and', value: 'and', label: t('combinator.and') },
    { name: 'or', value: 'or', label: t('combinator.or') },
  ];
}

function useTranslations(): object {
  const { t } = useTranslation('condition');
  return {
    fields: { title: t('part.field') },
    operators: { title: t('part.operator') },
    values: { title: t('part.value') },
    value: { title: t('part.value') },
    combinators: { title: t('part.combinator') },
    notToggle: { label: t('not.on'), title: t('not.title') },
    addRule: { label: t('add.rule'), title: t('add.rule') },
    addGroup: { label: t('add.group'), title: t('add.group') },
    removeRule: { label: '', title: t('remove.rule') },
    removeGroup: { label: '', title: t('remove.group') },
    cloneRule: { label: '', title: t('clone.rule') },
    cloneRuleGroup: { label: '', title: t('clone.group') },
    shiftActionUp: { label: '', title: t('shift.up') },
    shiftActionDown: { label: '', title: t('shift.down') },
  };
}
