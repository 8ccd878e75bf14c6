/** What screens are made of. */
export { hasScreen } from '../screens/names.ts';
export { type Session, useMay, useMayOf, useMyId, useSession } from '../session/session.ts';
export { type Theme, usePreferences } from '../shell/preferences.ts';
export { useAddress } from './address.ts';
export {
  type Change,
  ChangeBar,
  ChangeConflict,
  type ChangeKey,
  type ChangeOptions,
  type ChangeProblem,
  type ChangeSnapshot,
  type ChangeState,
  type Conflict,
  type LooseDefinition,
  UnpublishedTag,
  useChange,
  useUnpublished,
} from './changes/index.ts';
export { Chart, type ChartOption, type ChartProps } from './chart.tsx';
export { Choices } from './choices.tsx';
export { ConditionEditor, type EditorProps, isFilled } from './condition/index.ts';
export { useNumberTraits } from './condition/number-traits.ts';
export { Drawer, Modal } from './dialog.tsx';
export { ChangeCounts, Changes, useKindName, useNameOfChange } from './difference/index.ts';
export { type Asking, type Doing, useDoing } from './doing.tsx';
export { type FoundCustomer, findCustomers, guessesOf, useNamespaces } from './find-customer.ts';
export { type Formats, spanOfDuration } from './format.ts';
export { useFormats, useLanguage, useNow, workspaceQuery } from './formats.ts';
export { Json } from './json.tsx';
export { keptQuery } from './kept.ts';
export { Listing, type ListingProps, Pager } from './listing.tsx';
export { type Counters, forgetLive, type Live, type Step, type Update, useLive, useRates } from './live.ts';
export { useMakerName } from './maker.ts';
export { type Naming, useNaming } from './naming.ts';
export { Once, type OnceProps } from './once.tsx';
export { Figure, Page, type PageProps, Part } from './page.tsx';
export { type Cursor, type Paged, type Rows, usePaged } from './paged.ts';
export { changesQuery, discard, Plan, Publish, type PublishProps, Rollback, useStageWords } from './publish/index.ts';
export { type NamedRole, type Roles, useMissing, useRoles } from './roles.ts';
export { type Shortcut, useShortcuts } from './shortcuts.tsx';
export { Sparkline } from './sparkline.tsx';
export { Answered, Loading, NoPermission, Nothing, Problem } from './states.tsx';
export {
  AskWhy,
  type AskWhyProps,
  Chain,
  ConditionText,
  conditionText,
  ReasonTree,
  Standing,
  StandingTags,
  StatusTag,
  useWhyWords,
  WhyAbout,
  WhyAnswer,
  WhyFact,
  WhyRule,
  WhyValues,
  type Words,
} from './why/index.ts';
export { About, CustomerId, EventTitle, FactTag, useNames, useWords, When, Why } from './words.tsx';
