/** core/know/identity: which customer an entry is about. The invariants K1 to K7 stand in resolve.ts, B1 and B2 in binding.ts, N1 to N4 in parting.ts. */
export { type BindQuestion, type BindRefusal, bind } from './binding.ts';
export type { IdentityKeys } from './keys.ts';
export { type IdentityChanges, IdentityOverlay } from './overlay.ts';
export { type Parted, Parting, type Places } from './parting.ts';
export {
  type Discount,
  decodeIdentity,
  encodeIdentity,
  type IdentityRecord,
  identifierKey,
  identifierOfKey,
  type Link,
  type LiveIdentity,
  type Merge,
  type MergedIdentity,
  type Origin,
  type PartedSides,
} from './record.ts';
export { type Grouping, type Regrouped, Regrouping, type RulesDifference } from './regrouping.ts';
export { type IdentityQuestion, identitiesNeeded, type Resolution, resolve } from './resolve.ts';
export { type BlockedReason, compileIdentityRules, type IdentityRules, type NamespaceRule } from './rules.ts';
export { type Taking, type TakingRefusal, takingOf } from './taking.ts';
