/** Answers in the language that `Accept-Language` prefers. */
import type { FastifyRequest } from 'fastify';
import { type Language, languageOf } from '../../base/index.ts';
import type { Text } from '../../define/index.ts';

interface WithProblems {
  readonly problems: readonly { readonly message: Text }[];
}

/** The same with each problem's message in one language. */
export type Told<Answer extends WithProblems> = Omit<Answer, 'problems'> & {
  readonly problems: readonly (Omit<Answer['problems'][number], 'message'> & { readonly message: string })[];
};

export function languageIn({ headers }: Pick<FastifyRequest, 'headers'>): Language {
  return languageOf(headers['accept-language']);
}

/** What is wrong, told to whoever asks. */
export function toldTo<Answer extends WithProblems>(request: Pick<FastifyRequest, 'headers'>, answer: Answer): Told<Answer> {
  const language = languageIn(request);
  const { problems, ...rest } = answer;
  const told = (problem: Answer['problems'][number]) => ({ ...problem, message: problem.message[language] });
  return { ...rest, problems: problems.map(told) };
}
