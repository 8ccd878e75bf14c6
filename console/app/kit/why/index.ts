/** Why something is so, as people read it. */
export { AskWhy, type AskWhyProps, WhyAnswer } from './ask.tsx';
export { Chain } from './chain.tsx';
export { conditionText } from './condition.ts';
export { WhyAbout, WhyFact, WhyRule, WhyValues } from './evidence.tsx';
export { ConditionText, ReasonTree } from './reason.tsx';
export { Standing, StandingTags, StatusTag } from './standing.tsx';
export { useWhyWords, type Words } from './words.ts';
